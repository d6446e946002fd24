package org.saksi.app.phone

import android.os.StatFs
import org.saksi.presentation.phone.Space
import java.io.File

/** Room where the app keeps everything. */
class PhoneSpace(private val home: File) : Space {
    override fun freeBytes() = StatFs(home.path).availableBytes

    override fun usedBytes() = home.walk().filter { it.isFile }.sumOf { it.length() }
}
