package org.saksi.app.parts

import android.view.inputmethod.EditorInfo
import android.view.inputmethod.InputConnection
import android.view.inputmethod.InputConnectionWrapper
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.platform.InterceptPlatformTextInput
import androidx.compose.ui.platform.PlatformTextInputInterceptor
import androidx.compose.ui.platform.PlatformTextInputMethodRequest
import androidx.compose.ui.platform.PlatformTextInputSession

/**
 * The keyboard under every field of [content]: it is asked to learn nothing, for a name in a report must
 * not come up among its suggestions, and [typed] hears of each stroke, which is no touch of the screen.
 */
@OptIn(ExperimentalComposeUiApi::class)
@Composable
fun ForgetfulKeyboard(typed: () -> Unit, content: @Composable () -> Unit) =
    InterceptPlatformTextInput(remember(typed) { Forgetful(typed) }, content)

@OptIn(ExperimentalComposeUiApi::class)
private class Forgetful(private val typed: () -> Unit) : PlatformTextInputInterceptor {
    override suspend fun interceptStartInputMethod(
        request: PlatformTextInputMethodRequest,
        nextHandler: PlatformTextInputSession,
    ): Nothing = nextHandler.startInputMethod { attributes ->
        val connection = request.createInputConnection(attributes)
        attributes.imeOptions = attributes.imeOptions or EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING
        Heard(connection, typed)
    }
}

private class Heard(connection: InputConnection, private val typed: () -> Unit) : InputConnectionWrapper(connection, false) {
    override fun commitText(text: CharSequence?, newCursorPosition: Int): Boolean {
        typed()
        return super.commitText(text, newCursorPosition)
    }

    override fun setComposingText(text: CharSequence?, newCursorPosition: Int): Boolean {
        typed()
        return super.setComposingText(text, newCursorPosition)
    }

    override fun deleteSurroundingText(beforeLength: Int, afterLength: Int): Boolean {
        typed()
        return super.deleteSurroundingText(beforeLength, afterLength)
    }
}
