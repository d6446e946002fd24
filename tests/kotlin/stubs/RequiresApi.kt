// See Build.kt.
package androidx.annotation

annotation class RequiresApi(val api: Int)
