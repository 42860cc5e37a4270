package dev.atelier.robots.http;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.UrlHost;

/** Why a step that asks a server fails; tells of the URL no more than its host. */
final class RequestRefusal {
    private RequestRefusal() {}

    static AssemblyException of(OutboundException e, String url, String message) {
        AssemblyError error = error(url, message);
        return new AssemblyException(
                e.isPrivateAddress() ? error.with("is_private_address", true) : error, e);
    }

    static AssemblyException of(OutboundAnswer answer, String url) {
        String more =
                answer.headers().containsKey("location")
                        ? " and leads elsewhere; url must be where it leads to."
                        : " instead of 2xx.";
        return new AssemblyException(
                error(url, "The server answered " + answer.status() + more)
                        .with("response_code", answer.status()));
    }

    private static AssemblyError error(String url, String message) {
        return AssemblyError.of(ErrorCode.HTTP_REQUEST_FAILURE, message)
                .with("url_host", UrlHost.of(url));
    }
}
