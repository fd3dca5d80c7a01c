package dev.supersetsync;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request of a sync or a plan, put together step by step and sent as YAML: models as they stand in a document, with
 * the database and schema of a test's world as their defaults. It can say wrong things too.
 */
record Request(
        RunningService service,
        String target,
        String document,
        String database,
        String schema,
        String models,
        String strategy,
        Map<String, String> guards) {

    Request {
        guards = Map.copyOf(guards);
    }

    /** With another update strategy than CREATE and UPDATE. */
    Request strategy(String words) {
        return new Request(service, target, document, database, schema, models, words, guards);
    }

    Request guard(String name, Object value) {
        var more = new LinkedHashMap<>(guards);
        more.put(name, String.valueOf(value));
        return new Request(service, target, document, database, schema, models, strategy, more);
    }

    /** Declared by a document of another name. */
    Request by(String name) {
        return new Request(service, target, name, database, schema, models, strategy, guards);
    }

    /** In another schema. */
    Request in(String other) {
        return new Request(service, target, document, database, other, models, strategy, guards);
    }

    /** In another database. */
    Request on(String other) {
        return new Request(service, target, document, other, schema, models, strategy, guards);
    }

    /** With other models. */
    Request models(String others) {
        return new Request(service, target, document, database, schema, others, strategy, guards);
    }

    /** To another Superset, by the name of the service's target. */
    Request target(String other) {
        return new Request(service, other, document, database, schema, models, strategy, guards);
    }

    /** To another instance of the service. */
    Request to(RunningService other) {
        return new Request(other, target, document, database, schema, models, strategy, guards);
    }

    Answer sync() {
        return service.post("/sync", yaml());
    }

    /** A sync that begins, and is not waited for. */
    Answer begins() {
        return service.post("/sync", yaml(), "Prefer", "respond-async").expect(202);
    }

    /** A sync that does all that was to be done. */
    Answer syncs() {
        return sync().expect(200);
    }

    Answer plan() {
        return service.post("/plans", yaml());
    }

    /** A plan that is made. */
    Answer plans() {
        return plan().expect(201);
    }

    String yaml() {
        return """
                target: %s
                update_strategy: "%s"
                guards: %s
                models:
                  version: 1
                  name: %s
                  defaults: {database: %s, schema: %s}
                  models:%s
                """.formatted(
                        target,
                        strategy,
                        guards.toString().replace("=", ": "),
                        document,
                        database,
                        schema,
                        models.isBlank() ? " []" : "\n" + models.strip().indent(4));
    }
}
