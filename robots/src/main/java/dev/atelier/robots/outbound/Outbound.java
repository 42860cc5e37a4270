package dev.atelier.robots.outbound;

import dev.atelier.robots.outbound.OutboundException.Kind;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.http.SdkHttpClient;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Asks servers whose address somebody else gave. Every address is checked when it is connected to,
 * redirects are followed one by one under the same rules, and time and size are bounded. Blocks.
 */
public final class Outbound implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MAX_HEADERS = 200;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> SAME_METHOD = Set.of(307, 308);

    private final Rules rules;
    private final NameResolver names;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timers =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("outbound-limits").factory());

    /**
     * What is allowed, and how patient to be.
     *
     * @param connect for a connection, and the least time an unreachable server takes
     * @param headers for the head of an answer
     * @param idle longest silence within a body
     * @param headerBytes largest head of an answer
     * @param redirects how many are followed
     */
    public record Rules(
            AddressRules addresses,
            PortRules ports,
            Duration connect,
            Duration headers,
            Duration idle,
            int headerBytes,
            int redirects) {

        /** Follows five redirects. */
        public Rules(
                AddressRules addresses,
                PortRules ports,
                Duration connect,
                Duration headers,
                Duration idle,
                int headerBytes) {
            this(addresses, ports, connect, headers, idle, headerBytes, MAX_REDIRECTS);
        }
    }

    public Outbound(Rules rules) {
        this(rules, NameResolver.SYSTEM);
    }

    public Outbound(Rules rules, NameResolver names) {
        this.rules = rules;
        this.names = names;
        this.client =
                HttpClients.custom()
                        .setConnectionManager(connections(rules, names))
                        .setConnectionReuseStrategy((request, response, context) -> false)
                        .disableRedirectHandling()
                        .disableCookieManagement()
                        .disableAuthCaching()
                        .disableAutomaticRetries()
                        .disableContentCompression()
                        .setUserAgent("Atelier")
                        .build();
    }

    /** Connections under the same rules for the AWS SDK. */
    public SdkHttpClient sdkConnections() {
        return new SdkConnections(rules, names);
    }

    private static HttpClientConnectionManager connections(Rules rules, NameResolver names) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckingResolver(names, rules.addresses()))
                .setMaxConnTotal(MAX_CONNECTIONS)
                .setMaxConnPerRoute(MAX_CONNECTIONS)
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(rules.connect()))
                                .setSocketTimeout(Timeout.of(rules.idle()))
                                .build())
                .setDefaultTlsConfig(
                        TlsConfig.custom().setHandshakeTimeout(Timeout.of(rules.connect())).build())
                .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                                .http1Config(
                                        Http1Config.custom()
                                                .setMaxLineLength(rules.headerBytes())
                                                .setMaxHeaderCount(MAX_HEADERS)
                                                .build())
                                .build())
                .build();
    }

    /**
     * Asks, and follows redirects. The body of the last answer goes to {@code body}.
     *
     * @throws OutboundException when there is no answer worth having
     */
    public OutboundAnswer send(OutboundRequest request, OutputStream body)
            throws OutboundException {
        long end = System.nanoTime() + request.total().toNanos();
        OutboundUrl url = OutboundUrl.parse(request.url());
        var hop = request;
        for (int hops = 0; hops <= rules.redirects(); hops++) {
            Result result = once(hop, url, body, Duration.ofNanos(end - System.nanoTime()));
            if (result.next() == null) {
                return result.answer();
            }
            hop = result.next().hasOriginOf(url) ? hop : hop.withHeaders(Map.of());
            url = result.next();
        }
        throw new OutboundException(Kind.TOO_MANY_REDIRECTS, "more than " + rules.redirects());
    }

    /**
     * What one request brought.
     *
     * @param next where it redirects to, null when it is the last
     */
    private record Result(OutboundAnswer answer, @Nullable OutboundUrl next) {}

    private Result once(OutboundRequest request, OutboundUrl url, OutputStream to, Duration left)
            throws OutboundException {
        long start = System.nanoTime();
        var http = new HttpUriRequestBase(request.method(), url.uri());
        Watch total = new Watch(timers, left, http);
        Watch head = new Watch(timers, patience(request).plus(rules.connect()), http);
        var started = new AtomicBoolean();
        try (total;
                head) {
            if (!rules.ports().mayAsk(url.port())) {
                throw new PrivateAddressException("port " + url.port());
            }
            fill(http, request, url, started);
            var target = new HttpHost(url.scheme(), url.bareHost(), url.port());
            ClassicHttpResponse response = client.executeOpen(target, http, null);
            try {
                head.close();
                return result(request, url, response, to);
            } finally {
                cutOff(http, response);
            }
        } catch (OutboundException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            OutboundException failure = failure(e, url, start, total.fired() || head.fired());
            throw started.get() || request.body() == null
                    ? failure
                    : new OutboundException(failure.kind(), e, true);
        }
    }

    /** Cancels before it closes, because closing alone takes in the rest of the body first. */
    private static void cutOff(HttpUriRequestBase http, ClassicHttpResponse response) {
        http.cancel();
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("connection was cut off", e);
        }
    }

    private void fill(
            HttpUriRequestBase http,
            OutboundRequest request,
            OutboundUrl url,
            AtomicBoolean started) {
        http.setConfig(
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(patience(request)))
                        .setConnectionRequestTimeout(Timeout.of(rules.connect()))
                        .setExpectContinueEnabled(false)
                        .build());
        http.setHeader("Accept-Encoding", "identity");
        if (url.userInfo() != null) {
            byte[] credentials = url.userInfo().getBytes(StandardCharsets.UTF_8);
            http.setHeader(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
        }
        request.headers().forEach(http::setHeader);
        request.own().forEach(http::setHeader);
        if (request.body() != null) {
            http.setEntity(entity(request.body(), started));
        }
    }

    private Duration patience(OutboundRequest request) {
        return request.patience() == null ? rules.headers() : request.patience();
    }

    /** Notes that its first byte is about to leave. */
    private static HttpEntity entity(OutboundBody body, AtomicBoolean started) {
        return new EntityTemplate(
                body.length(),
                ContentType.parse(body.contentType()),
                out -> {
                    started.set(true);
                    body.writeTo(out);
                });
    }

    private Result result(
            OutboundRequest request, OutboundUrl url, ClassicHttpResponse response, OutputStream to)
            throws IOException {
        var headers = new HashMap<String, String>();
        int size = 0;
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), value);
            size += header.getName().length() + value.length();
        }
        if (size > rules.headerBytes()) {
            throw new OutboundException(Kind.TOO_LARGE, "head of " + size + " bytes");
        }
        int status = response.getCode();
        var answer = new OutboundAnswer(status, Map.copyOf(headers), url.uri().toString());
        String location = headers.get("location");
        if (location != null && follows(request, status)) {
            return new Result(answer, url.resolve(location));
        }
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            String encoding = headers.getOrDefault("content-encoding", "");
            refuseDeclared(request, entity);
            BodyPump.move(entity.getContent(), encoding, request, to);
        }
        return new Result(answer, null);
    }

    /** A method with a body is repeated elsewhere only where the protocol says so. */
    private static boolean follows(OutboundRequest request, int status) {
        return request.body() == null ? REDIRECTS.contains(status) : SAME_METHOD.contains(status);
    }

    private static void refuseDeclared(OutboundRequest request, HttpEntity entity)
            throws OutboundException {
        if (!request.cut() && entity.getContentLength() > request.maxBytes()) {
            throw new OutboundException(Kind.TOO_LARGE, "declared " + entity.getContentLength());
        }
    }

    private OutboundException failure(Exception e, OutboundUrl url, long start, boolean late) {
        LOG.debug("no answer host={} port={}", url.host(), url.port(), e);
        boolean unreachable =
                e instanceof UnknownHostException
                        || e instanceof HttpHostConnectException
                        || e instanceof ConnectTimeoutException
                        || e instanceof ConnectException
                        || e instanceof NoRouteToHostException
                        || (e instanceof SSLException && !isUntrusted(e));
        if (unreachable) {
            evenOut(start);
            return new OutboundException(Kind.UNREACHABLE, e);
        }
        if (isUntrusted(e)) {
            return new OutboundException(Kind.UNTRUSTED, e);
        }
        boolean timeout = late || e instanceof SocketTimeoutException;
        return new OutboundException(timeout ? Kind.TIMEOUT : Kind.BROKEN, e);
    }

    /** A certificate of an unknown authority, of another host or of another time. */
    static boolean isUntrusted(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** A port that is closed, filtered or forbidden must not be told apart by the time it takes. */
    private void evenOut(long start) {
        long end = start + rules.connect().toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Override
    public void close() {
        timers.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
