package org.saksi.presentation.camera

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.saksi.presentation.fake.FakeCamera
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakeSurface

class CodeScanTest {
    private val camera = FakeCamera().apply { trouble = CameraTrouble.IN_USE }
    private var told: Scan? = null
    private val tools = ScanTools(camera, FakePermits()) {}
    private val scan = CodeScan(tools, TestScope(UnconfinedTestDispatcher()), { null }, { true }, ::tell) {}

    private fun tell(scan: Scan) {
        told = scan
    }

    @Test
    fun `a viewfinder that goes because trouble is told leaves the trouble told`() {
        scan.look(FakeSurface)
        assertEquals(CameraTrouble.IN_USE, told?.trouble)
        scan.look(null)
        assertEquals("or the viewfinder would come back, and fail again, for ever", CameraTrouble.IN_USE, told?.trouble)
    }

    @Test
    fun `coming back to the screen tries again`() {
        scan.look(FakeSurface)
        scan.look(null)
        camera.trouble = null
        scan.look()
        assertNull(told?.trouble)
    }
}
