// The three names that the generated bindings take from Android, so that they compile on a plain
// JVM too. SDK_INT is the oldest that the app supports, so the bindings clean up through JNA, as
// they do on such a phone. Never part of the app.

package android.os

object Build {
    object VERSION {
        const val SDK_INT = 26
    }
    object VERSION_CODES {
        const val UPSIDE_DOWN_CAKE = 34
    }
}
