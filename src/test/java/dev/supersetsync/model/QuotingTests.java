package dev.supersetsync.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotingTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "postgresql | a\"b     | \"a\"\"b\"",
                "trino      | Amount   | \"Amount\"",
                "anything   | amount   | \"amount\"",
                "sqlite     | a`b      | `a``b`",
                "mysql      | a\"b     | `a\"b`",
                "bigquery   | item.sku | `item`.`sku`",
                "mssql      | a]b      | [a]]b]",
                "snowflake  | amount   | \"AMOUNT\"",
                "snowflake  | Amount   | \"Amount\"",
                "oracle     | net sum  | \"net sum\"",
                "SQLite     | amount   | `amount`",
            })
    void quotesAsTheBackendWantsIt(String backend, String name, String quoted) {
        assertThat(Quoting.forBackend(backend).quote(name)).isEqualTo(quoted);
    }
}
