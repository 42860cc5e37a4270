package dev.atelier.server.assemblies;

import dev.atelier.core.port.AssemblyStore;
import dev.atelier.server.auth.ApiRequest;
import dev.atelier.server.auth.ApiRequests;
import dev.atelier.server.auth.Scope;
import dev.atelier.server.http.Answer;
import dev.atelier.server.http.Blocking;
import dev.atelier.server.wire.AssemblyList;

import io.vertx.ext.web.RoutingContext;

import java.util.List;

/** Lists the Assemblies of the caller's account. */
final class ListHandler implements Blocking.Work {
    private final ApiRequests requests;
    private final AssemblyStore store;

    ListHandler(ApiRequests requests, AssemblyStore store) {
        this.requests = requests;
        this.store = store;
    }

    @Override
    public Answer answer(RoutingContext rc) {
        ApiRequest request = requests.query(rc, Scope.ASSEMBLIES_READ);
        var query = AssemblyList.query(request.account(), request.params());
        var page =
                AssemblyList.elsewhere(request.params())
                        ? new AssemblyStore.Page(List.of(), 0)
                        : store.list(query);
        return Answer.json(200, AssemblyList.page(page)).with("Cache-Control", "no-store");
    }
}
