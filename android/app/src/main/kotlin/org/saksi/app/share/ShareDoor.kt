package org.saksi.app.share

import android.app.Activity
import android.os.Bundle
import org.saksi.app.phone.intoApp
import org.saksi.app.phone.sharedPhotos

/**
 * The door for other apps' photos: hands them to the one activity and is gone. An activity of its own, because the other app
 * starts it in its own task, and two of the main one would open one store twice.
 */
class ShareDoor : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val photos = intent.sharedPhotos(packageName)
        if (photos.isNotEmpty()) startActivity(intoApp(photos))
        finish()
    }
}
