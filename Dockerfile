# syntax=docker/dockerfile:1

# Builds the jar from the sources. A Maven settings file (mirror, proxy) can be handed in: --secret id=maven-settings,src=$HOME/.m2/settings.xml
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY src/main src/main
RUN --mount=type=cache,target=/build/.m2/repository \
    --mount=type=secret,id=maven-settings,target=/build/.m2/settings.xml,required=false \
    MAVEN_OPTS=-Duser.home=/build mvn -B -q -Dmaven.test.skip=true -DskipDistribution=true package

# Takes the jar apart, so that an image of a new version shares the layer of its dependencies with the one before.
FROM eclipse-temurin:25-jre AS layers
WORKDIR /layers
COPY --from=build /build/target/superset-sync.jar ./
RUN java -Djarmode=tools -jar superset-sync.jar extract --layers --destination extracted

FROM eclipse-temurin:25-jre
ARG VERSION=unknown
LABEL org.opencontainers.image.title="superset-sync" \
      org.opencontainers.image.description="Keeps the datasets of Apache Superset in step with declared data models" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"
WORKDIR /app
# The only places that are written to are /data (the embedded database) and /tmp: the root file system can be read-only.
# Group 0 may write too, for platforms that run containers as an arbitrary user of that group.
RUN install -d -o 10001 -g 0 -m 0770 /data
COPY --from=layers /layers/extracted/dependencies/ ./
COPY --from=layers /layers/extracted/spring-boot-loader/ ./
COPY --from=layers /layers/extracted/snapshot-dependencies/ ./
COPY --from=layers /layers/extracted/application/ ./
# What the JVM learns from a start, which makes every later one several times as fast.
RUN SUPERSET_SYNC_DATA_DIR=/tmp/training java -XX:AOTCacheOutput=/app/superset-sync.aot -Dspring.context.exit=onRefresh \
      -Dlogging.level.root=ERROR -jar /app/superset-sync.jar && rm -rf /tmp/training
ENV SUPERSET_SYNC_DATA_DIR=/data
VOLUME /data
EXPOSE 8080
# By number, so that Kubernetes' runAsNonRoot can tell that it is not root.
USER 10001:10001
# More options for the JVM: environment variable JDK_JAVA_OPTIONS. There is no HEALTHCHECK: the orchestrator asks /actuator/health/liveness and /readiness.
# One compiler: the second one takes more CPU at a start than it gives back to syncs that wait for Superset.
# The first one is cheap enough to begin early.
ENTRYPOINT ["java", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.2", "-XX:AOTCache=/app/superset-sync.aot", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/superset-sync.jar"]
