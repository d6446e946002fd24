package org.saksi.app

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.viewModels

/** The only activity: every screen is a composable, `Screens.kt` lists them. */
class MainActivity : ComponentActivity() {
    private val model: ShellModel by viewModels { ShellModel.factory }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent { AppView(model) }
    }
}
