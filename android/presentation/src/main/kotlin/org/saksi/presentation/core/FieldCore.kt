package org.saksi.presentation.core

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.withContext
import org.saksi.core.Advice
import org.saksi.core.FieldException
import org.saksi.core.FieldInterface

/**
 * The core with a project open, exactly as the bindings offer it: every type in it is the core's
 * own, there is no Kotlin twin of any. Real: `org.saksi.core.Field`. In tests: `FakeCore`.
 *
 * Every call blocks until its work is durable, so nobody calls it directly: see [Core].
 */
typealias FieldCore = FieldInterface

/** A call of the core failed. [code] names the sentence `error_<code>`; [advice] what to offer. */
data class Failure(val code: String, val advice: Advice)

/** What a call of the core came to. */
sealed interface Outcome<out T> {
    data class Done<T>(val value: T) : Outcome<T>
    data class Failed(val failure: Failure) : Outcome<Nothing>
}

/** The core on its own dispatcher: the one way in which presenters call it. */
class Core(private val field: FieldCore, private val background: CoroutineDispatcher) {
    /** Runs [call] off the main thread. What the core refuses comes back as a value. */
    suspend fun <T> ask(call: FieldCore.() -> T): Outcome<T> = attempt(background) { field.call() }
}

/** Codes of what goes wrong at the phone and not in the core. Each has its sentence too. */
object PhoneCodes {
    const val DEAF = "microphone_busy"
    const val FULL = "recording_full"
    const val NO_FIX = "no_fix"
    val all = setOf(DEAF, FULL, NO_FIX)
}

/** The code of a failure that is no [FieldException]: a fault of ours. */
const val INTERNAL = "internal"

/**
 * Runs [call] on [background]; every exception becomes a [Failure], because a crash would cost the
 * person more than a sentence does. Only a cancellation passes through.
 */
@Suppress("TooGenericExceptionCaught")
suspend fun <T> attempt(background: CoroutineDispatcher, call: () -> T): Outcome<T> = withContext(background) {
    try {
        Outcome.Done(call())
    } catch (refused: FieldException.Failed) {
        Outcome.Failed(Failure(refused.code, refused.advice))
    } catch (cancelled: kotlin.coroutines.cancellation.CancellationException) {
        throw cancelled
    } catch (fault: Exception) {
        Outcome.Failed(Failure(INTERNAL, Advice.REPORT))
    } catch (coreless: LinkageError) {
        // An app that was packed without the core, or with one of another version.
        Outcome.Failed(Failure(INTERNAL, Advice.REPORT))
    }
}

/** The value, or null after telling [otherwise] why there is none. */
inline fun <T> Outcome<T>.orElse(otherwise: (Failure) -> Unit): T? = when (this) {
    is Outcome.Done -> value
    is Outcome.Failed -> {
        otherwise(failure)
        null
    }
}
