import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;

/** JavaRosa behind the commands of `saksi form`: README.md names them. */
public final class Main {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  public static void main(String[] args) throws Exception {
    TimeZone zone = TimeZone.getTimeZone(System.getenv().getOrDefault("TZ", "UTC"));
    TimeZone.setDefault(zone);
    org.joda.time.DateTimeZone.setDefault(org.joda.time.DateTimeZone.forTimeZone(zone));
    Throwable[] failed = new Throwable[1];
    // JavaRosa recurses along dependencies; a form must fail by its own fault, not by our stack.
    Thread deep = new Thread(null, () -> failed[0] = run(args), "deep", 512L << 20);
    deep.start();
    deep.join();
    if (failed[0] != null) {
      failed[0].printStackTrace();
      System.exit(2);
    }
  }

  private static Throwable run(String[] args) {
    try {
      Engine.prepare();
      dispatch(args);
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  private static void dispatch(String[] args) throws Exception {
    String mode = args.length == 0 ? "" : args[0];
    if (mode.equals("walk") && args.length > 1 && args[1].equals("--replay")) {
      for (String text : Files.readAllLines(Path.of(args[2]))) {
        if (!text.isBlank()) {
          JsonNode item = JSON.readTree(text);
          write(Walk.of(item.get("form").asText(), item.get("walk")));
        }
      }
    } else if (mode.equals("walk")) {
      for (int i = 1; i < args.length; i++) {
        write(Walk.of(args[i], null));
      }
    } else if (mode.equals("eval")) {
      lines(item -> Eval.of(item));
    } else if (mode.equals("serve")) {
      lines(Main::serve);
    } else if (mode.equals("bench")) {
      write(Bench.of(args));
    } else {
      throw new IllegalArgumentException("walk, eval, serve or bench; not " + mode);
    }
  }

  private static Map<String, Object> serve(JsonNode item) {
    if (item.has("expr")) {
      return Eval.of(item);
    }
    return Walk.of(item.get("form").asText(), item.get("walk"));
  }

  private interface Each {
    Map<String, Object> answer(JsonNode item) throws Exception;
  }

  private static void lines(Each each) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      if (text.isBlank()) {
        continue;
      }
      Map<String, Object> line;
      try {
        line = each.answer(JSON.readTree(text));
      } catch (IOException bad) {
        line = new LinkedHashMap<>();
        line.put("error", Walk.reason(bad));
      }
      write(line);
    }
  }

  private static void write(Map<String, Object> line) throws IOException {
    OUT.println(JSON.writeValueAsString(line));
  }

  private Main() {}
}
