package dev.atelier.server.keys;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.auth.AuthKey;
import dev.atelier.server.auth.BasicCredentials;
import dev.atelier.server.auth.BearerTokens;
import dev.atelier.server.auth.Doorkeeper;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.Form;
import dev.atelier.server.http.FormReader;
import dev.atelier.server.http.RateLimits;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.TokenJson;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Set;

/** {@code POST /token}: key and secret for a bearer token. */
public final class TokenRoutes implements Routes {
    /** What clients call this service; a token is good for all of it. */
    private static final Set<String> AUDIENCES = Set.of("api2", "mcp");

    private final Blocking blocking;
    private final FormReader forms;
    private final BearerTokens tokens;
    private final RateLimits rates;
    private final BasicCredentials credentials;

    public TokenRoutes(Blocking blocking, FormReader forms, Doorkeeper keeper, RateLimits rates) {
        this.blocking = blocking;
        this.forms = forms;
        this.tokens = keeper.tokens();
        this.rates = rates;
        this.credentials = new BasicCredentials(keeper.keys());
    }

    @Override
    public void mount(Router router) {
        router.post("/token").handler(blocking.bodyHandler(this::token));
    }

    private Answer token(RoutingContext rc, RequestBody body) throws IOException {
        rates.token(rc.request());
        try (Form form = forms.read(rc.request().getHeader("Content-Type"), null, body)) {
            AuthKey key = key(rc.request());
            Scopes scopes = granted(key, form);
            String token = tokens.issue(key, scopes);
            return Answer.json(200, TokenJson.of(token, tokens.life().toSeconds(), scopes.wire()))
                    .with("Cache-Control", "no-store");
        } catch (AssemblyException e) {
            return refused(e);
        }
    }

    private AuthKey key(HttpServerRequest request) {
        try {
            return credentials.key(request.getHeader("Authorization"));
        } catch (AssemblyException e) {
            rates.tokenFailed(request);
            throw e;
        }
    }

    private static Scopes granted(AuthKey key, Form form) {
        String grant = form.fields().get("grant_type");
        if (grant == null) {
            throw new AssemblyException(
                    ErrorCode.TOKEN_INVALID_REQUEST,
                    "Send the form field grant_type=client_credentials, urlencoded.");
        }
        if (!grant.equals("client_credentials")) {
            throw new AssemblyException(
                    ErrorCode.TOKEN_INVALID_GRANT_TYPE,
                    ErrorCode.TOKEN_INVALID_GRANT_TYPE.defaultMessage());
        }
        String audience = form.fields().get("aud");
        if (audience != null && !AUDIENCES.contains(audience)) {
            throw new AssemblyException(
                    ErrorCode.TOKEN_INVALID_AUDIENCE, "aud must be api2 or mcp, or left out.");
        }
        return granted(key, form.fields().get("scope"));
    }

    private static Scopes granted(AuthKey key, @Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return key.scopes();
        }
        Scopes scopes;
        try {
            scopes = Scopes.parse(wanted);
        } catch (IllegalArgumentException e) {
            throw new AssemblyException(
                    ErrorCode.TOKEN_INVALID_SCOPE, "scope: " + e.getMessage() + ".", e);
        }
        if (!key.scopes().allow(scopes)) {
            throw new AssemblyException(
                    ErrorCode.TOKEN_INVALID_SCOPE,
                    "The auth key has only these scopes: " + key.scopes().wire() + ".");
        }
        return scopes;
    }

    private static Answer refused(AssemblyException e) {
        var error = e.error();
        var answer =
                Answer.json(error.code().httpStatus(), ErrorBody.of(error))
                        .with("Cache-Control", "no-store");
        return error.code().httpStatus() == 401
                ? answer.with("WWW-Authenticate", "Basic realm=\"auth key and secret\"")
                : answer;
    }
}
