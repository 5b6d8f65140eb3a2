package dev.tocsin.stack.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/// The broker's process: formats the folder of its records if it is new, then serves until it is told to end.
public final class BrokerMain {

    private BrokerMain() {}

    /// @param args the file of the broker's properties, and the folder of its records
    public static void main(String[] args) {
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            format(args[0]);
        }
        Kafka.main(new String[] {args[0]});
    }

    private static void format(String properties) {
        var cluster = Uuid.randomUuid().toString();
        var status = StorageTool.execute(
                new String[] {"format", "--standalone", "--cluster-id", cluster, "--config", properties}, System.out);
        if (status != 0) {
            System.exit(status);
        }
    }
}
