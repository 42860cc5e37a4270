package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.Urls;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Set;

/**
 * Answers whatever failed: an error of ours with its own status, one of the framework by its
 * status, and anything else as a bare internal error whose story is in the log.
 */
public final class Errors implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String CLIENT = "Transloadit-Client";
    private static final String ASSEMBLY_ID = "assembly_id";

    private static final Set<ErrorCode> NOWHERE =
            Set.of(ErrorCode.ASSEMBLY_NOT_FOUND, ErrorCode.SERVER_404, ErrorCode.SERVER_403);

    private final BaseUrl baseUrl;

    Errors(BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    public void handle(RoutingContext rc) {
        AssemblyError error = about(rc, of(rc));
        var urls = new Urls(baseUrl.of(rc.request()));
        if (RetryLater.concerns(error)) {
            Blocking.send(rc, RetryLater.answer(error, urls, rc.request().getHeader(CLIENT)));
            return;
        }
        var answer = Answer.json(error.code().httpStatus(), ErrorBody.of(error, urls));
        boolean later = error.code() == ErrorCode.CANNOT_ACCEPT_NEW_ASSEMBLIES;
        Blocking.send(rc, later ? answer.with("Retry-After", "30") : answer);
    }

    /** Names the Assembly a request speaks of, when there is one, also in what refuses it. */
    private static AssemblyError about(RoutingContext rc, AssemblyError error) {
        String id = PathId.existing(rc);
        boolean known = error.details().containsKey(ASSEMBLY_ID);
        return id == null || known || NOWHERE.contains(error.code())
                ? error
                : error.with(ASSEMBLY_ID, id);
    }

    /** What a failed request failed for, in terms for the client. */
    public static AssemblyError of(RoutingContext rc) {
        Throwable failure = rc.failure();
        if (failure instanceof AssemblyException ours) {
            return ours.error();
        }
        if (failure instanceof BrokenBodyException broken) {
            return brokenBody(broken);
        }
        if (rc.statusCode() >= 400 && rc.statusCode() < 500) {
            return byStatus(rc.statusCode());
        }
        LOG.error(
                "request failed method={} path={}",
                rc.request().method(),
                rc.normalizedPath(),
                failure);
        return AssemblyError.of(
                ErrorCode.SERVER_500, "Something went wrong on the server; its log says what.");
    }

    private static AssemblyError brokenBody(BrokenBodyException broken) {
        return AssemblyError.of(
                ErrorCode.INVALID_FORM_DATA,
                "The request body is not complete: " + broken.getMessage() + ".");
    }

    private static AssemblyError byStatus(int status) {
        return switch (status) {
            case 403 -> AssemblyError.of(ErrorCode.SERVER_403, "This request is not allowed.");
            case 413 -> AssemblyError.of(ErrorCode.MAX_SIZE_EXCEEDED, "The request is too large.");
            case 400 ->
                    AssemblyError.of(
                            ErrorCode.INVALID_FORM_DATA, "The request could not be understood.");
            default -> notFound();
        };
    }

    static AssemblyError notFound() {
        return AssemblyError.of(
                ErrorCode.SERVER_404, "There is nothing at this path with this method.");
    }
}
