package dev.supersetsync.standin;

import dev.supersetsync.standin.Metadata.Kind;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tags: they can be put on datasets, and nothing tells on which they are. */
final class TagEndpoints {

    private static final int MADE_BY_PEOPLE = 1;
    private static final Listing LISTING = new Listing(
            List.of("id", "name", "type", "description"),
            Set.of("id", "name", "type", "description"),
            Set.of("name", "type"));

    private final Metadata metadata;

    TagEndpoints(Metadata metadata) {
        this.metadata = metadata;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/tag/", call -> LISTING.answer(call, metadata.all(Kind.TAG))),
                Route.write("POST", "/api/v1/tag/4/\\d+/", this::tag));
    }

    private Answer tag(Call call) {
        for (JsonNode name : call.object().at("/properties/tags")) {
            if (metadata.all(Kind.TAG).stream()
                    .noneMatch(tag -> tag.path("name").equals(name))) {
                metadata.add(Kind.TAG, Json.object("name", name).put("type", MADE_BY_PEOPLE));
            }
        }
        return Answer.json(201, Json.object());
    }
}
