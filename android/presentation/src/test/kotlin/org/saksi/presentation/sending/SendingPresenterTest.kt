package org.saksi.presentation.sending

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeout
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.ReportStanding
import org.saksi.core.SyncStep
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.SendWhen
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.fake.FakeReports.report
import org.saksi.presentation.phone.OpenCore
import org.saksi.presentation.route.BackStack

class SendingPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val phone = FakePhone()
    private val settings = Settings(MemoryNotes())
    private var ended = 0
    private val sends = Sends(TestScope(dispatcher), phone) { ended += 1 }
    private val sending = SendingPresenter(Core(fake, dispatcher), BackStack(MemoryNotes()), settings, phone, sends, TestScope(dispatcher))

    private fun sent(count: Int) {
        fake.reports = (1..3).map { report(it, if (it <= count) ReportStanding.BEING_CHECKED else ReportStanding.WAITING) }
    }

    @Test
    fun `progress counts reports that have a receipt by now`() {
        // The core on threads of its own, as in the app: it is asked for counts while it syncs.
        val scope = CoroutineScope(Dispatchers.IO)
        val sending = SendingPresenter(Core(fake, Dispatchers.IO), BackStack(MemoryNotes()), settings, phone, Sends(scope, phone) {}, scope)
        fun reach(what: (SendingState) -> Boolean) = runBlocking { withTimeout(PATIENCE_MS) { sending.state.first(what) } }
        sent(0)
        fake.syncing = { progress ->
            for (count in 1..2) {
                sent(count)
                progress.on(SyncStep.ENTRIES, 0uL, 9uL)
                assertEquals(3 - count, reach { it.running?.report == count }.reportsWaiting)
            }
            sent(3)
        }
        sending.on(SendingEvent.SendNow)
        reach { it.running != null }
        assertEquals(0, reach { it.running == null && it.reportsReceived == 3 }.reportsWaiting)
        scope.cancel()
    }

    @Test
    fun `stopping is told to the core, and what was sent stays sent`() {
        sent(0)
        fake.syncing = { progress ->
            assertTrue(progress.on(SyncStep.HELLO, 0uL, 1uL))
            sent(1)
            sending.on(SendingEvent.Stop)
            assertTrue(sends.running.value?.stopping == true)
            assertFalse(progress.on(SyncStep.ENTRIES, 1uL, 3uL))
        }
        sending.on(SendingEvent.SendNow)
        assertEquals(1 to 2, sending.state.value.let { it.reportsReceived to it.reportsWaiting })
    }

    @Test
    fun `the phone knows that something is sent for as long as it is, also if it fails`() {
        fake.syncing = { assertTrue(phone.transfers) }
        sending.on(SendingEvent.SendNow)
        assertFalse(phone.transfers)
        fake.syncing = { assertTrue(phone.transfers); error("the line broke") }
        sending.on(SendingEvent.SendNow)
        assertFalse(phone.transfers)
    }

    @Test
    fun `when to send is kept and told to the phone`() {
        sending.on(SendingEvent.When(SendWhen.ON_ANY_LINE))
        assertEquals(SendWhen.ON_ANY_LINE, settings.sendWhen.value)
        assertEquals(listOf("follow ON_ANY_LINE"), phone.done)
    }

    @Test
    fun `the phone's wake-up sends only what she allowed, and only while unlocked`() = runTest(dispatcher) {
        val open = OpenCore()
        val scheduled = ScheduledSend(open, settings, phone, sends, dispatcher)
        assertFalse("a locked app has no key", scheduled.run())
        open.set(fake)
        assertTrue(scheduled.run())
        phone.wifi = false
        assertFalse("no Wi-Fi", scheduled.run())
        settings.choose(SendWhen.ON_ANY_LINE)
        assertTrue(scheduled.run())
        settings.choose(SendWhen.WHEN_ASKED)
        assertFalse(scheduled.run())
        assertEquals(listOf("sync", "sync"), fake.done)
    }

    @Test
    fun `a sync that is under way is one for every screen, and goes on when its screen is left`() {
        sent(0)
        val scope = TestScope(dispatcher)
        val left = SendingPresenter(Core(fake, dispatcher), BackStack(MemoryNotes()), settings, phone, sends, scope)
        fake.syncing = { progress ->
            sending.on(SendingEvent.SendNow)
            scope.cancel()
            sent(2)
            assertTrue(progress.on(SyncStep.ENTRIES, 2uL, 3uL))
            assertEquals(3, sends.running.value?.reports)
        }
        left.on(SendingEvent.SendNow)
        assertEquals(listOf("sync"), fake.done)
        assertEquals(1 to null, ended to sends.running.value)
    }

    private companion object {
        const val PATIENCE_MS = 20_000L
    }
}
