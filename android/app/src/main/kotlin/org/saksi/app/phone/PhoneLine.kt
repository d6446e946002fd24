package org.saksi.app.phone

import android.content.Context
import android.net.ConnectivityManager
import android.net.NetworkCapabilities
import org.saksi.presentation.phone.Line

class PhoneLine(context: Context) : Line {
    private val manager = context.getSystemService(ConnectivityManager::class.java)

    override fun isThere() = has(NetworkCapabilities.NET_CAPABILITY_INTERNET)

    override fun isFree() = has(NetworkCapabilities.NET_CAPABILITY_NOT_METERED)

    private fun has(what: Int) = manager?.getNetworkCapabilities(manager.activeNetwork)?.hasCapability(what) == true
}
