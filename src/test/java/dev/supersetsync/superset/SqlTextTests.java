package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTests {

    @Test
    void cutsSemicolonsAndCommentsOffTheEnd() {
        assertThat(SqlText.single("SELECT 1 ; -- done\n /* really */ ; ")).contains("SELECT 1");
    }

    @Test
    void keepsCommentsWithin() {
        assertThat(SqlText.single("SELECT 1 -- one;\n, 2")).contains("SELECT 1 -- one;\n, 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ';'",
                "SELECT 'it''s; one'",
                "SELECT \"a;b\"",
                "SELECT `a;b`",
                "SELECT $$;$$, $x$ ; $x$",
                "SELECT /* ; */ 1"
            })
    void knowsWhatIsQuoted(String sql) {
        assertThat(SqlText.single(sql)).contains(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; SELECT 2",
                "SELECT ';'; DELETE FROM t",
                "SELECT '\\''; DELETE FROM t; --'",
                "1; -- x\n2"
            })
    void refusesMoreThanOneStatement(String sql) {
        assertThat(SqlText.single(sql)).isEmpty();
    }

    @Test
    void noticesJinja() {
        assertThat(SqlText.hasJinja("SELECT {{ from_dttm }}")).isTrue();
        assertThat(SqlText.hasJinja("SELECT {% if x %}1{% endif %}")).isTrue();
        assertThat(SqlText.hasJinja("SELECT '{' || '}'")).isFalse();
    }
}
