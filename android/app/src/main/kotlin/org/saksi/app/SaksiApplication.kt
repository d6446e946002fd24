package org.saksi.app

import android.app.Application

/** Makes the [Graph] once a process. Tests replace [makeGraph] and nothing else. */
open class SaksiApplication : Application() {
    val graph: Graph by lazy { makeGraph() }

    protected open fun makeGraph(): Graph = Graph.onPhone(this)
}
