package org.saksi.app.keystore

import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyPermanentlyInvalidatedException
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import org.saksi.core.KeyVaultException
import org.saksi.presentation.core.DeviceKey
import org.saksi.presentation.trial.KeyHome
import java.security.GeneralSecurityException
import java.security.KeyPairGenerator
import java.security.KeyStore
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import java.security.spec.ECGenParameterSpec
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.SecretKeyFactory
import javax.crypto.spec.GCMParameterSpec

/**
 * AES-256-GCM under a key that never leaves Android's Keystore; in StrongBox where there is one.
 *
 * Never bound to the screen lock: changing the lock can destroy such keys, and with them reports
 * that were not sent. Not run on any phone yet: Robolectric has no AndroidKeyStore.
 */
class AndroidDeviceKey : DeviceKey {
    override fun seal(bytes: ByteArray): ByteArray = told {
        val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.ENCRYPT_MODE, key() ?: strongest(::generate)) }
        cipher.iv + cipher.doFinal(bytes)
    }

    override fun open(sealed: ByteArray): ByteArray = told {
        if (sealed.size <= NONCE) throw KeyVaultException.Damaged()
        val key = key() ?: throw KeyVaultException.Destroyed()
        val nonce = GCMParameterSpec(TAG_BITS, sealed, 0, NONCE)
        val cipher = Cipher.getInstance(CIPHER).apply { init(Cipher.DECRYPT_MODE, key, nonce) }
        cipher.doFinal(sealed, NONCE, sealed.size - NONCE)
    }

    override fun destroy() = told { store().deleteEntry(ALIAS) }

    /**
     * The key lives only as long as it takes to attest it: its certificate names the challenge, and that is all that is wanted.
     * A lone certificate is the phone's own word and attests nothing.
     */
    override fun attest(challenge: ByteArray): List<ByteArray> = told {
        try {
            strongest { also ->
                val spec = KeyGenParameterSpec.Builder(ATTESTED, KeyProperties.PURPOSE_SIGN)
                    .setAlgorithmParameterSpec(ECGenParameterSpec("secp256r1"))
                    .setDigests(KeyProperties.DIGEST_SHA256)
                    .setAttestationChallenge(challenge)
                    .apply(also)
                    .build()
                KeyPairGenerator.getInstance(KeyProperties.KEY_ALGORITHM_EC, PROVIDER).apply { initialize(spec) }.generateKeyPair()
            }
            store().getCertificateChain(ATTESTED).orEmpty().map { it.encoded }.takeIf { it.size > 1 }.orEmpty()
        } catch (_: ProviderException) {
            // A phone whose maker attests nothing, or whose certificates come over a line that is not there.
            emptyList()
        } finally {
            store().deleteEntry(ATTESTED)
        }
    }

    /** Where the profile's key lies. Below API 31 StrongBox cannot be told from the ordinary trusted environment. */
    fun home(): KeyHome = try {
        key()?.let { key ->
            homeOf(SecretKeyFactory.getInstance(key.algorithm, PROVIDER).getKeySpec(key, KeyInfo::class.java) as KeyInfo)
        } ?: KeyHome.UNKNOWN
    } catch (_: GeneralSecurityException) {
        KeyHome.UNKNOWN
    }

    @Suppress("DEPRECATION")
    private fun homeOf(info: KeyInfo): KeyHome = when {
        Build.VERSION.SDK_INT < Build.VERSION_CODES.S -> if (info.isInsideSecureHardware) KeyHome.TEE else KeyHome.SOFTWARE
        info.securityLevel == KeyProperties.SECURITY_LEVEL_STRONGBOX -> KeyHome.STRONGBOX
        info.securityLevel == KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT -> KeyHome.TEE
        info.securityLevel == KeyProperties.SECURITY_LEVEL_SOFTWARE -> KeyHome.SOFTWARE
        else -> KeyHome.UNKNOWN
    }

    private fun store() = KeyStore.getInstance(PROVIDER).apply { load(null) }

    private fun key() = store().getKey(ALIAS, null) as SecretKey?

    /** A key in StrongBox where there is one; on most phones it lies in the ordinary trusted environment. */
    private fun <K> strongest(generate: (KeyGenParameterSpec.Builder.() -> Unit) -> K): K {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            try {
                return generate { setIsStrongBoxBacked(true) }
            } catch (_: StrongBoxUnavailableException) {
                // As without.
            }
        }
        return generate {}
    }

    private fun generate(also: KeyGenParameterSpec.Builder.() -> Unit): SecretKey {
        val purposes = KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT
        val spec = KeyGenParameterSpec.Builder(ALIAS, purposes)
            .setKeySize(KEY_BITS)
            .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
            .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
            .apply(also)
            .build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, PROVIDER).apply { init(spec) }.generateKey()
    }

    /** Tells what went wrong in the core's words. */
    private inline fun <T> told(call: () -> T): T = try {
        call()
    } catch (e: KeyPermanentlyInvalidatedException) {
        throw KeyVaultException.Destroyed().apply { initCause(e) }
    } catch (e: UnrecoverableKeyException) {
        throw KeyVaultException.Destroyed().apply { initCause(e) }
    } catch (e: AEADBadTagException) {
        throw KeyVaultException.Damaged().apply { initCause(e) }
    } catch (e: GeneralSecurityException) {
        throw KeyVaultException.Unavailable().apply { initCause(e) }
    }

    private companion object {
        const val PROVIDER = "AndroidKeyStore"
        const val ALIAS = "profile"
        const val ATTESTED = "attested"
        const val CIPHER = "AES/GCM/NoPadding"
        const val KEY_BITS = 256
        const val TAG_BITS = 128
        const val NONCE = 12
    }
}
