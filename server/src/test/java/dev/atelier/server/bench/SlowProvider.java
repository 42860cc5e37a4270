package dev.atelier.server.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A provider that takes its time and gives everybody the same answer; it knows how many calls it
 * had under way, and on average while there was more to do than it was allowed.
 */
final class SlowProvider implements AutoCloseable {
    private final HttpServer server;
    private final byte[] answer;
    private final Duration latency;
    private final int calls;
    private final int permits;
    private final ReentrantLock lock = new ReentrantLock();
    private int underWay;
    private int most;
    private int asked;
    private int answered;
    private long changed;
    private long first;
    private long last;
    private long full;
    private long spent;
    private double work;

    /**
     * @param answer of every call, JSON
     * @param calls how many there will be
     * @param permits how many of them may be under way
     */
    @SuppressWarnings("ArrayParameter") // never written to
    SlowProvider(byte[] answer, Duration latency, int calls, int permits) throws IOException {
        this.answer = answer.clone();
        this.latency = latency;
        this.calls = calls;
        this.permits = permits;
        var any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.server = HttpServer.create(any, 2 * permits);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            count(1);
            LockSupport.parkNanos(latency.toNanos());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } finally {
            count(-1);
        }
    }

    private void count(int more) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (full != 0 && asked < calls) {
                work += (double) underWay * (now - changed);
                spent += now - changed;
            }
            changed = now;
            underWay += more;
            most = Math.max(most, underWay);
            asked += more > 0 ? 1 : 0;
            answered += more < 0 ? 1 : 0;
            first = first == 0 ? now : first;
            full = full == 0 && (underWay == permits || more < 0) ? now : full;
            last = now;
        } finally {
            lock.unlock();
        }
    }

    private <T> T looking(java.util.function.Supplier<T> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    int answered() {
        return looking(() -> answered);
    }

    /** Calls under way at a time, at most. */
    int most() {
        return looking(() -> most);
    }

    /** From the first question to the last answer, in seconds. */
    double seconds() {
        return looking(() -> (last - first) / 1e9);
    }

    /**
     * Of the permits, the share in use on average until the last call began, from the moment all
     * were for the first time, or from the first answer when they were not by then.
     */
    double share() {
        return looking(() -> spent == 0 ? 0 : work / spent / permits);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
