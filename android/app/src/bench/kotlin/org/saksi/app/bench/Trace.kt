package org.saksi.app.bench

import org.saksi.core.Answer
import org.saksi.core.Field
import org.saksi.core.FieldInterface
import org.saksi.core.ReportFilter
import org.saksi.presentation.core.FieldCore
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicLong

/**
 * The real core, with every call written down and timed: what the shell asks for is then played by a Rust program over the
 * same store, which says what the core takes by itself. A call that the player does not know ends the bench.
 */
class Trace(val field: Field) {
    /** `name argument … [-> answer]`, separated by tabs. */
    val calls = CopyOnWriteArrayList<String>()
    private val spent = AtomicLong()

    /** When the last answer had come that the screen waits for, by [System.nanoTime]. */
    @Volatile
    var answeredNs = 0L
        private set

    /** What all calls took, through uniffi. */
    val spentMs: Double get() = spent.get() / 1e6

    val core = Proxy.newProxyInstance(
        FieldInterface::class.java.classLoader, arrayOf(FieldInterface::class.java, AutoCloseable::class.java),
    ) { _, method, args -> call(method, args.orEmpty()) } as FieldCore

    fun clear() {
        calls.clear()
        spent.set(0)
    }

    @Suppress("SpreadOperator")
    private fun call(method: Method, args: Array<out Any?>): Any? {
        if (method.name == "close") return field.close()
        val from = System.nanoTime()
        val answer = try {
            method.invoke(field, *args)
        } catch (thrown: InvocationTargetException) {
            throw thrown.targetException
        }
        val answered = System.nanoTime()
        if (method.name !in BESIDE) answeredNs = answered
        spent.addAndGet(answered - from)
        val told = if (method.name == "start") listOf("->", answer as String) else emptyList()
        // Kotlin puts a hash behind the name of a method that takes an unsigned number.
        calls += (listOf(method.name.substringBefore('-')) + args.map(::word) + told).joinToString("\t")
        return answer
    }

    private fun word(argument: Any?): String = when (argument) {
        is String -> argument
        is ReportFilter, is Int -> argument.toString()
        is Answer.Int -> argument.v1.toString()
        else -> error("the player does not know $argument")
    }

    private companion object {
        /** Asked while the screen is there already. */
        val BESIDE = setOf("auditLocation", "recordings")
    }
}
