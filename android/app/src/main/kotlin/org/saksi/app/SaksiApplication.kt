package org.saksi.app

import android.app.Application
import androidx.work.Configuration
import org.saksi.app.phone.JobTransfer

/** Makes the [Graph] once a process. Tests replace [makeGraph] and nothing else. */
open class SaksiApplication :
    Application(),
    Configuration.Provider {
    /** WorkManager begins when it is first asked for, not at every start of the app; its jobs must not be numbered as our own. */
    override val workManagerConfiguration
        get() = Configuration.Builder().setJobSchedulerJobIdRange(JobTransfer.ID + 1, Int.MAX_VALUE).build()

    val graph: Graph by lazy { makeGraph() }

    protected open fun makeGraph(): Graph = Graph.onPhone(this)
}
