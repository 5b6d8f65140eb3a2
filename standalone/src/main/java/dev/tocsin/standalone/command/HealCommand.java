package dev.tocsin.standalone.command;

import dev.tocsin.contract.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "heal", description = "Repairs a cell of the sample product.", mixinStandardHelpOptions = true)
public final class HealCommand implements Callable<Integer> {

    @Mixin
    private final RunOptions options = new RunOptions();

    @Parameters(paramLabel = "CELL", description = "the cell, such as cache@na")
    private String cell = "";

    @Override
    public Integer call() throws InterruptedException {
        new SampleClient(options.ports()).ask(cell, "heal", Json.mapper().createObjectNode());
        System.out.println("%s is healthy again.".formatted(cell));
        return CommandLine.ExitCode.OK;
    }
}
