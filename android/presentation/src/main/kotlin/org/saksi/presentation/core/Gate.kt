package org.saksi.presentation.core

import org.saksi.core.Env
import org.saksi.core.Field
import org.saksi.core.FormInfo
import org.saksi.core.KeyVault
import org.saksi.core.Post
import org.saksi.core.changeVault
import java.io.File
import java.security.SecureRandom

/** Who invites, and to what. [projectName] is null if no project file told it; [recordings] are sounds by the core's names for them. */
data class Invitation(
    val projectName: String?,
    val hub: String,
    val roles: List<Post>,
    val forms: List<FormInfo>,
    val recordings: Map<String, ByteArray>,
)

/** The way to a [FieldCore]: there is no profile, or it is locked. Every call blocks. */
interface Gate {
    /** Has somebody joined on this phone? */
    fun isJoined(): Boolean

    /** What a card and a project file say. Nothing is joined and nothing is kept. */
    fun preview(card: String, file: ByteArray?): Invitation

    /** Joins and opens; no network. */
    fun join(card: String, file: ByteArray?, pin: String): FieldCore

    fun open(pin: String): FieldCore

    /** A new PIN, from then on the only one. The open core is closed and opened anew by it. */
    fun changePin(old: String, new: String)

    /** Opens the project to practise in, or begins it with the forms of [like]. Nothing of it is ever sent. */
    fun practise(like: FieldCore?): FieldCore

    /** Removes everything that was practised. */
    fun wipePractice()

    /** A store to measure this phone with, under a key that nobody keeps. What was there before is removed. */
    fun trial(): FieldCore

    /** Removes it. */
    fun wipeTrial()
}

/** The real gate: the profile lies in `home`/profile. */
class FieldGate(private val home: File, private val env: Env, private val device: DeviceKey) : Gate {
    private val profile = File(home, "profile")
    private val practice = File(home, "practice")
    private val trial = File(home, "trial")

    override fun isJoined() = File(profile, "projects").isDirectory

    /**
     * Joins into a folder of its own under a key that nobody keeps, reads, and removes it: the core
     * reads a card only by joining, and joining offline tells nobody. A broken card is refused here.
     */
    override fun preview(card: String, file: ByteArray?): Invitation {
        val scratch = File(home, "preview").apply { deleteRecursively() }
        try {
            return Field.join(scratch.path, PassingVault(), env, card, file).use { field ->
                val project = field.project()
                val spoken = field.recordings().mapNotNull { name -> field.openRecording(name)?.let { name to it } }
                Invitation(project.name, project.hub, field.standing().roles, field.forms(), spoken.toMap())
            }
        } finally {
            scratch.deleteRecursively()
        }
    }

    override fun join(card: String, file: ByteArray?, pin: String): FieldCore =
        Field.join(profile.path, vault(pin), env, card, file)

    override fun open(pin: String): FieldCore = Field.open(profile.path, vault(pin), env, null)

    override fun changePin(old: String, new: String) = changeVault(profile.path, vault(old), vault(new))

    override fun practise(like: FieldCore?): FieldCore {
        val vault = PhoneVault(device)
        if (File(practice, "projects").isDirectory) return Field.open(practice.path, vault, env, null)
        return Field.practise(practice.path, vault, env, like as? Field)
    }

    override fun wipePractice() {
        practice.deleteRecursively()
    }

    override fun trial(): FieldCore {
        wipeTrial()
        return Field.practise(trial.path, PassingVault(), env, null)
    }

    override fun wipeTrial() {
        trial.deleteRecursively()
    }

    private fun vault(pin: String) = PinVault(profile.path, pin, env, device)
}

/** Practice has no PIN: the phone's own key guards it, which is the real profile's too and so is never destroyed from here. */
private class PhoneVault(private val device: DeviceKey) : KeyVault {
    override fun wrap(key: ByteArray) = device.seal(key)

    override fun unwrap(wrapped: ByteArray) = device.open(wrapped)

    override fun destroyKey() = Unit

    override fun endorse(challenge: ByteArray) = emptyList<ByteArray>()
}

/** For a store that is thrown away at once: its key lies masked on disk, the mask in memory only. */
private class PassingVault : KeyVault {
    private val mask = ByteArray(KEY_LEN).also { SecureRandom().nextBytes(it) }

    override fun wrap(key: ByteArray) = masked(key)

    override fun unwrap(wrapped: ByteArray) = masked(wrapped)

    override fun destroyKey() = mask.fill(0)

    /** What is thrown away at once never enrols. */
    override fun endorse(challenge: ByteArray) = emptyList<ByteArray>()

    private fun masked(bytes: ByteArray) = ByteArray(KEY_LEN) { (bytes[it].toInt() xor mask[it].toInt()).toByte() }
}

private const val KEY_LEN = 32
