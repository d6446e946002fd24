package org.saksi.app.rig

import org.saksi.app.Graph
import org.saksi.app.SaksiApplication

/** The application with the graph of a [CoreRig]: name it in `@Config(application = …)`, set [rig] first. */
class RigApplication : SaksiApplication() {
    override fun makeGraph(): Graph = checkNotNull(rig) { "set RigApplication.rig before the activity starts" }.graph()

    companion object {
        var rig: CoreRig? = null
    }
}
