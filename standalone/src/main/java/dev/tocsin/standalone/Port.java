package dev.tocsin.standalone;

/// The ports and their owners, before the offset is added.
public enum Port {
    INCIDENT("incident-service", 8080),
    INCIDENT_MANAGEMENT("incident-service's management", 9080),
    PROBE_US_EAST("probe-us-east", 8081),
    PROBE_US_EAST_MANAGEMENT("probe-us-east's management", 9081),
    NOTIFIER("notifier-service", 8082),
    NOTIFIER_MANAGEMENT("notifier-service's management", 9082),
    PROBE_EU_WEST("probe-eu-west", 8083),
    PROBE_EU_WEST_MANAGEMENT("probe-eu-west's management", 9083),
    PROBE_AP_SOUTH("probe-ap-south", 8084),
    PROBE_AP_SOUTH_MANAGEMENT("probe-ap-south's management", 9084),
    MAILBOX("the mailbox", 8025),
    SMTP("the mailbox's SMTP", 1025),
    HOOKS("the webhook inbox", 9025),
    KAFKA("kafka", 9092),
    KAFKA_CONTROLLER("kafka's controller", 9093),
    POSTGRES("postgres", 15432),
    SAMPLE("the sample product", 8090),
    CONTROL_ONE("the first control target", 8091),
    CONTROL_TWO("the second control target", 8092),
    /// The first of fifteen in a row.
    FIRST_CELL("the sample product's cells", 8100);

    private final String owner;
    private final int base;

    Port(String owner, int base) {
        this.owner = owner;
        this.base = base;
    }

    public String owner() {
        return owner;
    }

    int base() {
        return base;
    }
}
