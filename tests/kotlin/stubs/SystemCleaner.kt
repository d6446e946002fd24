// See Build.kt.
package android.system

object SystemCleaner {
    fun cleaner(): java.lang.ref.Cleaner = error("never reached below API 34")
}
