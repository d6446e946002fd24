package org.saksi.app.rig

import org.saksi.core.KeyVaultException
import org.saksi.presentation.core.DeviceKey
import java.io.File
import java.security.GeneralSecurityException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/**
 * What `AndroidDeviceKey` does, with the key in a file: Robolectric has no AndroidKeyStore. So the
 * tests show the vault's own logic and nothing about a phone's key store. Never part of the app.
 */
class SoftwareDeviceKey(private val file: File) : DeviceKey {
    override fun seal(bytes: ByteArray): ByteArray {
        val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, key() ?: make()) }
        return cipher.iv + cipher.doFinal(bytes)
    }

    override fun open(sealed: ByteArray): ByteArray {
        val key = key() ?: throw KeyVaultException.Destroyed()
        return try {
            val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.DECRYPT_MODE, key, GCMParameterSpec(128, sealed, 0, 12)) }
            cipher.doFinal(sealed, 12, sealed.size - 12)
        } catch (e: GeneralSecurityException) {
            throw KeyVaultException.Damaged().apply { initCause(e) }
        }
    }

    override fun destroy() {
        file.delete()
    }

    override fun attest(challenge: ByteArray) = emptyList<ByteArray>()

    private fun key(): SecretKey? = if (file.exists()) SecretKeySpec(file.readBytes(), "AES") else null

    private fun make(): SecretKey = KeyGenerator.getInstance("AES").generateKey().also {
        file.parentFile?.mkdirs()
        file.writeBytes(it.encoded)
    }

    private companion object {
        const val CIPHER = "AES/GCM/NoPadding"
    }
}
