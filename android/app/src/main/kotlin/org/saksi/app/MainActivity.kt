package org.saksi.app

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Build
import android.os.Bundle
import android.view.WindowManager
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels
import org.saksi.app.phone.sharedPhotos

/**
 * The only activity: every screen is a composable, `Screens.kt` lists them. Nothing of it shows among
 * the recent apps or in pictures of the screen, and it locks when the screen goes off.
 */
class MainActivity : ComponentActivity() {
    private val model: ShellModel by viewModels { ShellModel.factory }
    private val look = Runnable { lookAgain(model.autoLock.look()) }
    private val screenOff = object : BroadcastReceiver() {
        override fun onReceive(context: Context, intent: Intent) = model.autoLock.screenWentOff()
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        hide(true)
        registerReceiver(screenOff, IntentFilter(Intent.ACTION_SCREEN_OFF))
        enableEdgeToEdge()
        // From the list of recent apps comes what opened it once, with photos that were taken long ago.
        val isOld = intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
        if (savedInstanceState == null && !isOld) take(intent)
        setContent { AppView(model) }
        // What is posted from the first layout runs after the first picture.
        with(window.decorView) { post { post { model.graph.phone.facts.drawn() } } }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        take(intent)
    }

    /** Only where it can be read: that is done once the app is open. */
    private fun take(intent: Intent) = model.shared.take(intent.sharedPhotos(packageName).map { it.toString() })

    /** Nothing shows among the recent apps or in pictures of the screen, but while somebody practises. */
    fun hide(hidden: Boolean) {
        window.setFlags(if (hidden) WindowManager.LayoutParams.FLAG_SECURE else 0, WindowManager.LayoutParams.FLAG_SECURE)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) setRecentsScreenshotEnabled(!hidden)
    }

    override fun onStart() {
        super.onStart()
        model.graph.inFront = true
        lookAgain(model.autoLock.look())
    }

    override fun onStop() {
        model.graph.inFront = false
        super.onStop()
    }

    override fun onUserInteraction() {
        model.autoLock.touched()
        lookAgain(model.graph.settings.lockAfter.value.ms)
    }

    /** Also while she is busy without touching the screen: what counts as a touch then only puts the time off. */
    private fun lookAgain(afterMs: Long?) {
        window.decorView.removeCallbacks(look)
        if (afterMs != null) window.decorView.postDelayed(look, afterMs)
    }

    override fun onDestroy() {
        window.decorView.removeCallbacks(look)
        unregisterReceiver(screenOff)
        super.onDestroy()
    }
}
