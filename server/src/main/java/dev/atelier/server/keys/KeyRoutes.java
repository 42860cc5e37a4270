package dev.atelier.server.keys;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.AuthKey;
import dev.atelier.server.auth.AuthKeys;
import dev.atelier.server.auth.Doorkeeper;
import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.auth.SignatureAlgorithm;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.http.PathId;
import dev.atelier.server.http.RequestBody;
import dev.atelier.server.http.Routes;
import dev.atelier.server.wire.KeyJson;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/**
 * {@code /auth_keys}: list, create, change, revoke, show a secret. Nobody hands on more than they
 * may do themselves, and a secret is answered when it is made or by a key made to show it.
 */
public final class KeyRoutes implements Routes {
    private final Blocking blocking;
    private final ApiRequests requests;
    private final Doorkeeper keeper;
    private final KeyDesk desk;

    public KeyRoutes(Blocking blocking, ApiRequests requests, Doorkeeper keeper) {
        this.blocking = blocking;
        this.requests = requests;
        this.keeper = keeper;
        this.desk = keeper.desk();
    }

    @Override
    public void mount(Router router) {
        router.get("/auth_keys").handler(blocking.handler(this::list));
        router.post("/auth_keys").handler(blocking.bodyHandler(this::create));
        router.get("/auth_keys/scopes").handler(blocking.handler(this::scopes));
        router.post("/auth_keys/show_secret/:id").handler(blocking.bodyHandler(this::showSecret));
        router.put("/auth_keys/:id").handler(blocking.bodyHandler(this::change));
        router.delete("/auth_keys/:id").handler(blocking.bodyHandler(this::delete));
    }

    private Answer list(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.AUTH_KEYS_READ);
        var shown = desk.good(request.account()).stream().map(KeyRoutes::shown).toList();
        return answer(Answer.json(200, KeyJson.list(shown)));
    }

    private Answer scopes(RoutingContext rc) {
        requests.query(rc, Scope.AUTH_KEYS_READ);
        return answer(Answer.json(200, KeyJson.scopes(Scopes.KNOWN)));
    }

    private Answer create(RoutingContext rc, RequestBody body) throws IOException {
        var code = ErrorCode.AUTH_KEY_NOT_CREATED;
        ApiRequest request = requests.form(rc, body, Scope.AUTH_KEYS_WRITE);
        var sent = KeyJson.read(request.params(), code);
        if (sent.scope() == null) {
            throw new AssemblyException(
                    code, "An auth key needs a scope, such as `assemblies:read assemblies:write`.");
        }
        KeyDesk.Wanted wanted;
        try {
            wanted =
                    new KeyDesk.Wanted(
                            sent.key(),
                            request.account(),
                            Objects.requireNonNullElse(sent.description(), ""),
                            handedOn(sent.scope(), request, code),
                            false,
                            algorithm(sent.algorithm(), code),
                            Objects.requireNonNullElse(sent.secretShown(), false));
        } catch (IllegalArgumentException e) {
            throw refused(code, e);
        }
        try {
            var made = desk.add(wanted);
            keeper.keys().refresh();
            return answer(Answer.json(200, KeyJson.created(shown(made.key()), made.secret())));
        } catch (AuthKeys.KeyTakenException e) {
            throw refused(code, e);
        }
    }

    private Answer change(RoutingContext rc, RequestBody body) throws IOException {
        var code = ErrorCode.AUTH_KEY_NOT_UPDATED;
        ApiRequest request = requests.form(rc, body, Scope.AUTH_KEYS_WRITE);
        AuthKey before = find(request, rc, code);
        var sent = KeyJson.read(request.params(), code);
        if (sent.key() != null && !sent.key().equals(before.key())) {
            throw new AssemblyException(code, "auth_key stays as it was made; leave it out.");
        }
        if (Boolean.TRUE.equals(sent.secretShown()) && !before.secretShown()) {
            throw new AssemblyException(
                    code,
                    "can_show_auth_secret is decided when the key is made and can only be taken"
                            + " back; make another key.");
        }
        try {
            var after =
                    desk.change(
                            before,
                            Objects.requireNonNullElse(sent.description(), before.name()),
                            sent.scope() == null
                                    ? before.scopes()
                                    : handedOn(sent.scope(), request, code),
                            sent.algorithm() == null
                                    ? before.algorithm()
                                    : algorithm(sent.algorithm(), code),
                            Objects.requireNonNullElse(sent.secretShown(), before.secretShown()));
            keeper.keys().refresh();
            return answer(Answer.json(200, KeyJson.updated(shown(after))));
        } catch (IllegalArgumentException e) {
            throw refused(code, e);
        }
    }

    private Answer delete(RoutingContext rc, RequestBody body) throws IOException {
        var code = ErrorCode.AUTH_KEY_NOT_DELETED;
        ApiRequest request = requests.form(rc, body, Scope.AUTH_KEYS_WRITE);
        if (!desk.revoke(find(request, rc, code).key())) {
            throw notFound(code);
        }
        keeper.keys().refresh();
        return answer(Answer.json(200, KeyJson.deleted()));
    }

    private Answer showSecret(RoutingContext rc, RequestBody body) throws IOException {
        var code = ErrorCode.AUTH_SECRET_NOT_RETRIEVED;
        ApiRequest request = requests.form(rc, body, Scope.AUTH_KEYS_WRITE);
        AuthKey key = find(request, rc, code);
        if (!key.secretShown()) {
            throw new AssemblyException(
                    code, "This auth key was made without can_show_auth_secret; make another.");
        }
        requireCovered(key.scopes(), request, code);
        return answer(Answer.json(200, KeyJson.secret(key.key(), keeper.keys().secret(key))));
    }

    private AuthKey find(ApiRequest request, RoutingContext rc, ErrorCode code) {
        String id = PathId.param(rc, "id");
        return desk.good(request.account()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound(code));
    }

    private static Scopes handedOn(String scope, ApiRequest request, ErrorCode code) {
        var scopes = Scopes.parse(scope);
        requireCovered(scopes, request, code);
        return scopes;
    }

    private static void requireCovered(Scopes scopes, ApiRequest request, ErrorCode code) {
        var own = request.caller().scopes();
        if (!own.allow(scopes)) {
            throw new AssemblyException(
                    code,
                    "The auth key or token of this request has only these scopes: %s."
                            .formatted(own.wire()));
        }
    }

    private static @Nullable SignatureAlgorithm algorithm(@Nullable String name, ErrorCode code) {
        return name == null || name.isEmpty()
                ? null
                : SignatureAlgorithm.of(name.toLowerCase(Locale.ROOT))
                        .orElseThrow(() ->
                                new AssemblyException(
                                        code,
                                        "signature_algo must be sha1, sha256, sha384 or sha512."));
    }

    private static KeyJson.Shown shown(AuthKey key) {
        return new KeyJson.Shown(
                key.id(),
                key.key(),
                key.scopes().wire(),
                key.name(),
                key.algorithm() == null ? null : key.algorithm().wire(),
                key.secretShown(),
                key.created(),
                key.modified());
    }

    private static Answer answer(Answer answer) {
        return answer.with("Cache-Control", "no-store");
    }

    private static AssemblyException notFound(ErrorCode code) {
        return new AssemblyException(code, "There is no such auth key.");
    }

    private static AssemblyException refused(ErrorCode code, RuntimeException why) {
        return new AssemblyException(code, code.defaultMessage() + " " + why.getMessage(), why);
    }
}
