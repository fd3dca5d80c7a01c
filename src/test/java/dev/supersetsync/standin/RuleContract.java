package dev.supersetsync.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.standin.SupersetClient.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of the rules of row-level security. */
interface RuleContract extends SupersetContract {

    String RULES = "/api/v1/rowlevelsecurity/";
    String NAME = "contract";

    private Reply create(int dataset) {
        ObjectNode rule =
                Json.object("name", NAME).put("filter_type", "Regular").put("clause", "id = 1");
        rule.putArray("tables").add(dataset);
        rule.putArray("roles").add(1);
        return client().post(RULES, rule.toString());
    }

    private Reply change(int rule, String tables, String roles) {
        return client().put(RULES + rule, "{\"tables\":[" + tables + "]" + roles + "}");
    }

    private JsonNode rule(int id) {
        return client().get(RULES + id).at("/result");
    }

    /** Takes away what an earlier test left. */
    @BeforeEach
    default void removeRules() {
        client().get(RULES + "?q=(columns:!(id,name),order_column:name,page_size:100)")
                .at("/result")
                .valueStream()
                .filter(row -> row.path("name").asString("").equals(NAME))
                .forEach(row -> client().delete(RULES + row.path("id")));
    }

    @Test
    default void readsARuleWithItsDatasetsAndRoles() {
        int dataset = orders();

        int id = id(create(dataset));

        JsonNode rule = rule(id);
        assertThat(rule.path("id").asInt()).isEqualTo(id);
        assertThat(rule.path("name").asString()).isEqualTo(NAME);
        assertThat(rule.path("clause").asString()).isEqualTo("id = 1");
        assertThat(rule.path("filter_type").asString()).isEqualTo("Regular");
        assertThat(rule.path("group_key").isNull()).isTrue();
        assertThat(rule.path("description").isNull()).isTrue();
        assertThat(rule.at("/tables/0/id").asInt()).isEqualTo(dataset);
        assertThat(rule.at("/roles/0/id").asInt()).isEqualTo(1);
    }

    @Test
    default void listsRulesWithoutTheirDescription() {
        int id = id(create(orders()));

        JsonNode row = client().get(
                        RULES + "?q=(columns:!(id,name,clause,description,roles.id,tables.id),order_column:name)")
                .at("/result")
                .valueStream()
                .filter(rule -> rule.path("id").asInt() == id)
                .findFirst()
                .orElseThrow();

        assertThat(row.propertyNames()).containsExactlyInAnyOrder("id", "name", "clause", "roles", "tables");
        assertThat(row.at("/tables/0").propertyNames()).containsExactly("id");
    }

    @Test
    default void putsAnotherDatasetUnderARuleAndKeepsWhatIsLeftOut() {
        int one = orders();
        int other = id(create("empty"));
        int id = id(create(one));

        Reply reply = change(id, one + "," + other, ",\"roles\":[1]");

        assertThat(reply.status()).isEqualTo(isSix() ? 200 : 201);
        assertThat(rule(id).path("tables").size()).isEqualTo(2);
        assertThat(rule(id).path("clause").asString()).isEqualTo("id = 1");
    }

    @Test
    default void takesRolesThatAreLeftOutForNone() {
        int dataset = orders();
        int id = id(create(dataset));

        change(id, String.valueOf(dataset), "");

        assertThat(rule(id).path("roles").size()).isZero();
    }

    @Test
    default void keepsARuleWithoutItsDeletedDataset() {
        int dataset = orders();
        int id = id(create(dataset));

        client().delete(path(dataset));

        assertThat(rule(id).path("tables").size()).isZero();
    }

    @Test
    default void refusesRulesOnWhatIsNotThere() {
        int dataset = orders();
        int id = id(create(dataset));

        assertThat(change(id, dataset + ",99999", ",\"roles\":[1]").status()).isEqualTo(422);
        assertThat(change(id, String.valueOf(dataset), ",\"roles\":[1,99999]").status())
                .isEqualTo(422);
        assertThat(change(99999, String.valueOf(dataset), ",\"roles\":[1]").status())
                .isEqualTo(404);
        assertThat(client().get(RULES + 99999).status()).isEqualTo(404);
    }

    @Test
    default void refusesASecondRuleOfAName() {
        int dataset = orders();
        create(dataset);

        assertThat(create(dataset).status()).isEqualTo(422);
    }

    @Test
    default void offersRolesForRules() {
        JsonNode first =
                client().get(RULES + "related/roles?q=(page:0,page_size:100)").at("/result/0");

        assertThat(first.path("value").asInt()).isEqualTo(1);
        assertThat(first.path("text").asString()).isEqualTo("Admin");
    }
}
