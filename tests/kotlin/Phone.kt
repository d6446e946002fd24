// What an Android phone supplies to the core, in plain Java: clocks, a key store, a camera.
import org.saksi.core.Env
import org.saksi.core.KeyVault
import org.saksi.core.KeyVaultException
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.util.Random
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec
import javax.imageio.ImageIO

object SystemClocks : Env {
    override fun nowMs() = System.currentTimeMillis()
    override fun zoneMin(): Short = 480
    override fun bootId() = 7uL
    override fun sinceBootMs() = (System.nanoTime() / 1_000_000).toULong()
    override fun gnssMs(): Long? = null
}

/** AES-GCM as Android's Keystore does it: the key never leaves the object. */
class MemoryKeystore : KeyVault {
    private var key: SecretKey? = KeyGenerator.getInstance("AES").generateKey()

    override fun wrap(key: ByteArray): ByteArray {
        val cipher = Cipher.getInstance("AES/GCM/NoPadding").apply { init(Cipher.ENCRYPT_MODE, secret()) }
        return cipher.iv + cipher.doFinal(key)
    }

    override fun unwrap(wrapped: ByteArray): ByteArray {
        val nonce = GCMParameterSpec(128, wrapped, 0, 12)
        val cipher = Cipher.getInstance("AES/GCM/NoPadding").apply { init(Cipher.DECRYPT_MODE, secret(), nonce) }
        return cipher.doFinal(wrapped, 12, wrapped.size - 12)
    }

    override fun destroyKey() {
        key = null
    }

    override fun endorse(challenge: ByteArray) = emptyList<ByteArray>()

    private fun secret() = key ?: throw KeyVaultException.Destroyed()
}

/** A key store that breaks in a way that nobody foresaw. */
object BrokenKeystore : KeyVault {
    override fun wrap(key: ByteArray): ByteArray = error("a bug of the phone's maker")
    override fun unwrap(wrapped: ByteArray): ByteArray = error("a bug of the phone's maker")
    override fun destroyKey() = Unit
    override fun endorse(challenge: ByteArray): List<ByteArray> = error("a bug of the phone's maker")
}

/** A JPEG that does not compress well, so that it comes in several pieces. */
fun photo(): ByteArray {
    val image = BufferedImage(1600, 1200, BufferedImage.TYPE_INT_RGB)
    val random = Random(1)
    for (y in 0 until image.height) for (x in 0 until image.width) image.setRGB(x, y, random.nextInt())
    return ByteArrayOutputStream().also { ImageIO.write(image, "jpg", it) }.toByteArray()
}
