package org.saksi.app.phone

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.CAMERA
import android.Manifest.permission.RECORD_AUDIO
import android.app.Activity
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.net.Uri
import android.provider.Settings
import org.saksi.presentation.Notes
import org.saksi.presentation.permit.Grant
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.NotedPermits
import org.saksi.presentation.permit.Permits

/** What Android is asked for a need, together. */
fun Need.permissions(): Array<String> = when (this) {
    Need.CAMERA -> arrayOf(CAMERA)
    Need.MICROPHONE -> arrayOf(RECORD_AUDIO)
    Need.LOCATION -> arrayOf(ACCESS_FINE_LOCATION, ACCESS_COARSE_LOCATION)
}

/** Permissions as the activity in front sees them: only an activity knows whether Android would explain. */
class AndroidPermits(context: Context, notes: Notes, inFront: () -> Activity?) :
    Permits by NotedPermits(notes, { context.grant(it, inFront()) })

private fun Context.grant(need: Need, inFront: Activity?): Grant {
    val all = need.permissions()
    fun has(permission: String) = checkSelfPermission(permission) == PERMISSION_GRANTED
    return Grant(
        granted = has(all.first()),
        coarse = all.drop(1).any(::has),
        rationale = inFront?.shouldShowRequestPermissionRationale(all.first()) == true,
    )
}

/** Who allowed only the approximate place and refused the exact one for good is not asked again: only Settings can change it. */
fun Context.isMuteAbout(need: Need): Boolean = grant(need, activity()).run { coarse && !granted && !rationale }

/** The activity under a context that was wrapped for its language. */
fun Context.activity(): Activity? = generateSequence(this) { (it as? ContextWrapper)?.baseContext }.firstNotNullOfOrNull { it as? Activity }

/** The page of this app in Settings, for what was refused for good. */
fun Context.openAppSettings() {
    startActivity(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", packageName, null)))
}
