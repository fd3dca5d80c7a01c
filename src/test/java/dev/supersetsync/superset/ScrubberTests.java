package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.supersetsync.settings.Secret;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrubberTests {

    private final Scrubber scrubber =
            new Scrubber(List.of(new Secret("admin"), new Secret(""), new Secret("s3cret/x")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the password s3cret/x is wrong               | the password *** is wrong
            ask your administrator                       | ask your administrator
            mysql://root:a@b:3306@db/x                   | mysql://***@db/x
            postgresql+psycopg2://u:p@127.0.0.1:5432/db  | postgresql+psycopg2://***@127.0.0.1:5432/db
            see https://host:8088/x                      | see https://host:8088/x
            token eyJhbGciOi.eyJleHAi.c2ln- is bad       | token *** is bad
            key sst_abcDEF-1_2 is bad                    | key *** is bad
            """)
    void takesSecretsOut(String text, String clean) {
        assertThat(scrubber.scrub(text)).isEqualTo(clean);
    }
}
