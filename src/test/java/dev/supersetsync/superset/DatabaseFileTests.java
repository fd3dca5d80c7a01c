package dev.supersetsync.superset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFileTests {

    @Test
    void keepsNothingButWhatSaysWhichDatabaseItIs() {
        String scrubbed = DatabaseFile.scrubbed("""
                database_name: shop
                sqlalchemy_uri: postgresql+psycopg2://ana:XXXXXXXXXX@db.example.org:5432/shop?sslkey=secret
                cache_timeout: null
                extra:
                  engine_params: {connect_args: {token: secret}}
                masked_encrypted_extra: '{"secret": "secret"}'
                ssh_tunnel:
                  server_address: secret
                  private_key: secret
                server_cert: secret
                uuid: aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa
                version: 1.0.0
                """);

        assertThat(scrubbed).doesNotContain("secret", "XXX", "ana");
        assertThat(DatabaseFile.YAML.readTree(scrubbed).toString())
                .isEqualTo("{\"database_name\":\"shop\","
                        + "\"sqlalchemy_uri\":\"postgresql+psycopg2://db.example.org:5432/shop\","
                        + "\"uuid\":\"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa\",\"version\":\"1.0.0\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://ana:pw@host:5432/shop           | postgresql://host:5432/shop",
                "postgresql://ana@host/shop                   | postgresql://host/shop",
                "postgresql://ana:p@w/x@host/shop             | postgresql://host/shop",
                "postgresql://ana:p?w@host/shop               | postgresql://",
                "postgresql://host/shop?user=a@b&password=pw  | postgresql://",
                "mssql+pyodbc:///?odbc_connect=PWD%3Dpw       | mssql+pyodbc:///",
                "databricks://token:dapi@host:443?http_path=x | databricks://host:443",
                "impala://host:21050/db;password=pw           | impala://host:21050/db",
                "bigquery://project                           | bigquery://project",
                "sqlite:////data/shop.db                      | sqlite:////data/shop.db",
                "trino://ana:pw@host/catalog#pw               | trino://host/catalog",
                "no address with a pw                         | ''",
            })
    void takesSecretsFromAddresses(String uri, String scrubbed) {
        assertThat(DatabaseFile.withoutSecrets(uri)).isEqualTo(scrubbed);
    }
}
