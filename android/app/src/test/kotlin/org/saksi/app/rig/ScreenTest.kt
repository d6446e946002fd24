package org.saksi.app.rig

import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What every test of a screen extends: a cheap phone's screen, real fonts, the oldest and the newest Android. */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [26, 36], qualifiers = "w360dp-h640dp-xhdpi", application = RigApplication::class)
abstract class ScreenTest
