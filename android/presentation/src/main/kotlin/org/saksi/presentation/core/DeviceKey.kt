package org.saksi.presentation.core

import org.saksi.core.Env
import org.saksi.core.KeyVault
import org.saksi.core.fileVault

/**
 * A key that never leaves the phone: Android's Keystore in the app, software in tests. Failures are
 * `KeyVaultException`s; anything else counts as "not available, try again".
 */
interface DeviceKey {
    fun seal(bytes: ByteArray): ByteArray

    fun open(sealed: ByteArray): ByteArray

    /** For ever. What it sealed is noise from then on. */
    fun destroy()

    /** The maker's certificates for a key made for this challenge, the key's own first; empty where the phone has none. */
    fun attest(challenge: ByteArray): List<ByteArray>
}

/**
 * Guards the profile's master key by the phone and by the PIN: the core's own Argon2id wrap with its
 * slowing down of guesses inside, the [DeviceKey] outside. So a copied store cannot be guessed at
 * elsewhere, and the phone alone does not open it. Wrong PINs never wipe: children play with phones.
 */
class PinVault(dir: String, pin: String, env: Env, private val device: DeviceKey) : KeyVault {
    private val byPin = fileVault(dir, pin, env)

    override fun wrap(key: ByteArray): ByteArray = device.seal(byPin.wrap(key))

    override fun unwrap(wrapped: ByteArray): ByteArray = byPin.unwrap(device.open(wrapped))

    override fun destroyKey() {
        device.destroy()
        byPin.destroyKey()
    }

    override fun endorse(challenge: ByteArray): List<ByteArray> = device.attest(challenge)
}
