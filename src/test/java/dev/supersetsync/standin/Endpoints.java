package dev.supersetsync.standin;

import dev.supersetsync.standin.Route.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All addresses that the server knows. */
final class Endpoints {

    private final List<Route> routes = new ArrayList<>();

    Endpoints(
            StandInSettings settings,
            Metadata metadata,
            Warehouse warehouse,
            SecurityEndpoints security,
            RoleEndpoints roles) {
        SupersetVersion version = settings.version();
        Queries queries = new Queries(version, warehouse);
        Permissions permissions = new Permissions(metadata);
        routes.addAll(security.routes());
        routes.addAll(roles.routes());
        routes.addAll(new RuleEndpoints(version, metadata).routes());
        routes.addAll(new TagEndpoints(metadata).routes());
        routes.addAll(new DatabaseEndpoints(version, metadata, warehouse).routes());
        routes.addAll(new SqlLab(version, metadata, queries, settings.shownRows()).routes());
        routes.addAll(new ChartEndpoints(version, metadata, queries).routes());
        routes.addAll(new DashboardEndpoints(version, metadata).routes());
        routes.addAll(new DatasetEndpoints(
                        version,
                        metadata,
                        new DatasetCreation(version, metadata, warehouse, queries),
                        permissions,
                        call -> security.authenticate(call, Access.TOKEN))
                .routes());
    }

    /** The route of a call, and the call with what stands in its path. */
    Optional<Match> find(Call call) {
        return routes.stream()
                .filter(route -> route.method().equals(call.method()))
                .flatMap(route -> route.match(call.path()).map(found -> new Match(route, call.with(found))).stream())
                .findFirst();
    }

    /** Whether another method would find something. */
    boolean knows(String path) {
        return routes.stream().anyMatch(route -> route.match(path).isPresent());
    }

    /**
     * A route and its call.
     *
     * @param route the route
     * @param call the call
     */
    record Match(Route route, Call call) {}
}
