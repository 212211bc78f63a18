import java.lang.reflect.Field;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/**
 * DynamoDB Local on 127.0.0.1 only: the product has no option for it and would listen on every interface.
 * Ends when its standard input closes, so that no JVM outlives the process that started it.
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
      // Nothing is said to us; the end of the input is the message.
    }
    // An orderly end: killed outright, DynamoDB Local forgets its last acknowledged transaction in about half of the cases.
    proxy.stop();
    System.exit(0);
  }
}
