import java.util.Map;

final class Bench {
  static Map<String, Object> of(String[] args) throws Exception {
    throw new IllegalArgumentException("bench of what?");
  }

  private Bench() {}
}
