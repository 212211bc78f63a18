import java.lang.reflect.Field;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * Starts DynamoDB Local on 127.0.0.1: it has no option for the host and would listen on every interface.
 * Ends when its standard input closes, so that the JVM never outlives the process that started it.
 */
public class LoopbackDynamo {
  public static void main(String[] arguments) throws Exception {
    DynamoDBProxyServer proxy = ServerRunner.createServerFromCommandLineArgs(arguments);
    Field field = DynamoDBProxyServer.class.getDeclaredField("server");
    field.setAccessible(true);
    for (Connector connector : ((Server) field.get(proxy)).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
    proxy.start();
    System.out.println("LISTENING");
    while (System.in.read() >= 0) {
      // The input is ignored; only its end counts.
    }
    // Stops in order: when killed, DynamoDB Local often loses its last acknowledged transaction.
    proxy.stop();
    System.exit(0);
  }
}
