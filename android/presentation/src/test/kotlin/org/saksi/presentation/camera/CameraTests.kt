package org.saksi.presentation.camera

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.After
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCamera
import org.saksi.presentation.fake.FakeCoordinates
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeDrafts.at
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakeSurface
import org.saksi.presentation.location.LateFixes
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** A camera's presenter over fakes, and the viewfinder open. */
abstract class CameraTests {
    protected val dispatcher = UnconfinedTestDispatcher()
    protected val scope = TestScope(dispatcher)
    protected val fake = FakeCore()
    protected val core = Core(fake, dispatcher)
    protected val gps = FakeGps()
    protected val phone = FakeCamera()
    protected val permits = FakePermits()
    protected val notes = MemoryNotes()
    protected val at = Route.Camera("d1", "photo", ghost = null)
    protected val routes = BackStack(MemoryNotes()).apply { go(at) }
    protected var buzzes = 0

    protected fun presenter(at: Route.Camera = this.at, core: Core = this.core): CameraPresenter {
        val maker = Maker("Contoh X1", "saksi uji")
        val tools = CameraTools(phone, gps, permits, maker, FakeCoordinates, { 4_000_000_000 }, { DAY_MS * 30 }) { buzzes++ }
        return CameraPresenter(core, routes, at, tools, LateFixes(core, gps, scope), notes, scope)
    }

    protected fun opened(core: Core = this.core) = presenter(core = core).apply {
        on(CameraEvent.Shown)
        on(CameraEvent.Surface(FakeSurface))
    }

    @After
    fun `nothing runs on`() = scope.coroutineContext[kotlinx.coroutines.Job]!!.cancel()

    protected companion object {
        const val DAY_MS = 24L * 3_600_000
    }
}
