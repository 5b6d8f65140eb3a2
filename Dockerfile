# Four images out of one build: incident, notifier, probe and sample, as docker-compose.yml names them.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /tocsin
COPY . .
RUN mvn --projects incident-service,notifier-service,probe-service,standalone --also-make \
        -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre AS base
RUN groupadd --gid 10001 tocsin && \
    useradd --uid 10001 --gid tocsin --no-create-home --home-dir /tocsin --shell /usr/sbin/nologin tocsin
COPY deploy/container/healthy /usr/local/bin/healthy
WORKDIR /tocsin
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
            "--enable-native-access=ALL-UNNAMED", "-jar"]

FROM base AS incident
COPY --from=build /tocsin/incident-service/target/quarkus-app/ ./
RUN mkdir snapshot && chown tocsin:tocsin snapshot
USER tocsin
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_MANAGEMENT_HOST=0.0.0.0 TOCSIN_SNAPSHOT_FOLDER=/tocsin/snapshot
VOLUME /tocsin/snapshot
EXPOSE 8080 9080
HEALTHCHECK --interval=20s --timeout=10s --start-period=60s --retries=3 CMD ["healthy", "9080", "/q/health/ready"]
CMD ["quarkus-run.jar"]

# Its work comes in bursts, hours or months apart: the second compiler would take the processors while notices wait.
FROM base AS notifier
COPY --from=build /tocsin/notifier-service/target/quarkus-app/ ./
USER tocsin
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_MANAGEMENT_HOST=0.0.0.0
EXPOSE 8082 9082
HEALTHCHECK --interval=20s --timeout=10s --start-period=60s --retries=3 CMD ["healthy", "9082", "/q/health/ready"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxRAMPercentage=50", \
            "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar"]
CMD ["quarkus-run.jar"]

FROM base AS probe
COPY --from=build /tocsin/probe-service/target/quarkus-app/ ./
RUN mkdir spool && chown tocsin:tocsin spool
USER tocsin
ENV QUARKUS_HTTP_HOST=0.0.0.0 QUARKUS_MANAGEMENT_HOST=0.0.0.0 TOCSIN_PROBE_SPOOL_DIRECTORY=/tocsin/spool
VOLUME /tocsin/spool
EXPOSE 8081 9081
HEALTHCHECK --interval=20s --timeout=10s --start-period=60s --retries=3 CMD ["healthy", "9081", "/q/health/ready"]
CMD ["quarkus-run.jar"]

FROM base AS sample
COPY --from=build /tocsin/standalone/target/standalone.jar ./
COPY --from=build /tocsin/standalone/target/lib/contract-*.jar /tocsin/standalone/target/lib/jackson-*.jar \
     /tocsin/standalone/target/lib/stack-*.jar ./lib/
USER tocsin
ENV TOCSIN_SAMPLE_HOST=0.0.0.0
EXPOSE 8090 8091 8092 8100-8114
HEALTHCHECK --interval=20s --timeout=10s --start-period=20s --retries=3 CMD ["healthy", "8090", "/cells"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-cp"]
CMD ["standalone.jar", "dev.tocsin.standalone.sample.SampleProductMain"]
