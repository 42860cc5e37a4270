package dev.atelier.robots.outbound;

import dev.atelier.robots.outbound.OutboundException.Kind;

import org.apache.http.conn.DnsResolver;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLException;

/**
 * The connections of the AWS SDK under the rules of all others: addresses checked when connected
 * to, the same ports, bounded time, and a bound on every answer the SDK reads into memory.
 */
final class SdkConnections implements SdkHttpClient {
    private static final int MOST_PARSED = 16 << 20;

    private final Outbound.Rules rules;
    private final SdkHttpClient client;

    SdkConnections(Outbound.Rules rules, NameResolver names) {
        this.rules = rules;
        var resolver = new CheckingResolver(names, rules.addresses());
        DnsResolver checking = resolver::resolve;
        this.client =
                ApacheHttpClient.builder()
                        .dnsResolver(checking)
                        .connectionTimeout(rules.connect())
                        .socketTimeout(rules.idle())
                        .useIdleConnectionReaper(false)
                        .proxyConfiguration(
                                ProxyConfiguration.builder()
                                        .useSystemPropertyValues(false)
                                        .useEnvironmentVariableValues(false)
                                        .build())
                        .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return checked(request, prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private HttpExecuteResponse checked(HttpExecuteRequest request, ExecutableHttpRequest prepared)
            throws IOException {
        long start = System.nanoTime();
        try {
            int port = request.httpRequest().port();
            if (!rules.ports().mayAsk(port)) {
                throw new PrivateAddressException("port " + port);
            }
            return bounded(request, prepared.call());
        } catch (UnknownHostException | SocketException | SSLException e) {
            if (Outbound.isUntrusted(e)) {
                throw new OutboundException(Kind.UNTRUSTED, e);
            }
            evenOut(start);
            throw new OutboundException(Kind.UNREACHABLE, e);
        } catch (SocketTimeoutException e) {
            throw new OutboundException(Kind.TIMEOUT, e);
        }
    }

    /** What is read as XML is held in memory; the bytes of an object are the caller's to count. */
    private static HttpExecuteResponse bounded(
            HttpExecuteRequest request, HttpExecuteResponse response) {
        boolean object =
                request.httpRequest().method() == SdkHttpMethod.GET
                        && response.httpResponse().isSuccessful()
                        && !request.httpRequest().rawQueryParameters().containsKey("list-type");
        if (object || response.responseBody().isEmpty()) {
            return response;
        }
        AbortableInputStream body = response.responseBody().get();
        return HttpExecuteResponse.builder()
                .response(response.httpResponse())
                .responseBody(
                        AbortableInputStream.create(new CountedStream(body, MOST_PARSED), body))
                .build();
    }

    /** As {@link Outbound}: a port that is closed, filtered or forbidden takes the same time. */
    private void evenOut(long start) {
        long end = start + rules.connect().toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Override
    public String clientName() {
        return client.clientName().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        client.close();
    }
}
