package org.saksi.app.share

import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Bundle
import android.os.Process
import org.saksi.app.phone.handOn
import org.saksi.app.phone.intoApp
import org.saksi.app.phone.sharedPhotos

/**
 * The door for other apps' photos: hands them to the one activity and is gone. An activity of its own, because the other app
 * starts it in its own task, and two of the main one would open one store twice.
 */
class ShareDoor : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        handOn(intent.sharedPhotos(packageName), ::mayRead) { startActivity(intoApp(it)) }
        finish()
    }

    private fun mayRead(photo: Uri) =
        checkUriPermission(photo, Process.myPid(), Process.myUid(), Intent.FLAG_GRANT_READ_URI_PERMISSION) == PackageManager.PERMISSION_GRANTED
}
