import type { ControlListener } from "./control/serve-control.ts";
import type { Device } from "./device/device.ts";
import { type AssembledDevice, assemble, type EmbedOptions } from "./embed/assemble.ts";
import { type CertificateReplacement, replaceCertificate } from "./embed/replace-certificate.ts";
import { upgradeRequiredBody } from "./handler/upgrade-required-body.ts";
import { type ListenOptions, listen } from "./listen/listen.ts";
import type { ScenarioName } from "./scenario/find-scenario.ts";
import type { Scenario } from "./scenario/validated.ts";
import { type Certificate, createCertificateFor } from "./tls/self-signed-certificate.ts";

/** Options of {@link startDevice}. */
export interface StartDeviceOptions extends EmbedOptions, Omit<ListenOptions, "upgradeRequired"> {
  /**
   * Starts a control interface for tests in other processes: JSON over plain HTTP on the loopback
   * interface, without authentication. `true` chooses a free port.
   *
   * @default false
   */
  readonly control?: boolean | { readonly port?: number };
  /** Called with errors that are answered with 500, and with errors of the server. @default console.error */
  readonly onError?: (error: unknown) => void;
}

/** A listening device. */
export interface StartedDevice extends AsyncDisposable {
  /** Its origin, `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** The random seed. It repeats the run, except for tokens. */
  readonly seed: number;
  /** The control interface, `http://127.0.0.1:PORT`, if it was started. */
  readonly controlUrl?: string;
  /** SHA-256 of its certificate, for clients that pin it. */
  readonly fingerprint256: string;
  /** SHA-256 of the certificate after an activate that replaces it, if the setup has a `certificateRecord`. */
  readonly renewedFingerprint256: string | undefined;
  /** Its certificate, for clients to use as their CA. */
  readonly certificatePem: string;
  /** The device itself, for actions of other users. */
  readonly device: Device;
  /**
   * Restarts with another scenario. All tokens become invalid.
   *
   * @throws {ScenarioError} if the scenario is invalid
   */
  useScenario(scenario: ScenarioName | Scenario): Promise<void>;
  /** Presents another certificate to new connections, as after an activate that replaces it. */
  useCertificate(certificate: Certificate): void;
  /** Stops listening. Can be called again. */
  close(): Promise<void>;
}

/**
 * Starts a reference device and serves its REST API over HTTPS, by default on a free port of the
 * loopback interface with a new certificate.
 *
 * @throws {ScenarioError} if the scenario is invalid
 * @throws {RangeError} if a user name, a duration or another number is invalid
 * @throws the error of Node.js if it cannot listen, such as `EADDRINUSE`
 */
export async function startDevice(options: StartDeviceOptions = {}): Promise<StartedDevice> {
  let certificates: CertificateReplacement | undefined;
  const assembled = await assemble({
    ...options,
    onEvent(event) {
      options.onEvent?.(event);
      if (event.kind === "ended" && event.operation === "activate") certificates?.update();
    },
  });
  const { handler, device, user, password, seed } = assembled;
  const tls = options.tls ?? (await createCertificateFor(options.host ?? "127.0.0.1"));
  const listener = await listen(handler, {
    ...options,
    tls,
    upgradeRequired: upgradeRequiredBody(device, options),
  });
  const { url, fingerprint256, certificatePem } = listener;
  const replacement = await replaceCertificate(device, listener, tls);
  certificates = replacement;
  const useScenario = async (scenario: ScenarioName | Scenario) => {
    await assembled.useScenario(scenario);
    await replacement.restart();
  };
  const control = await startControl({ ...assembled, useScenario }, options).catch(
    async (error) => {
      await listener.close();
      throw error;
    },
  );
  const close = async () => {
    await Promise.all([listener.close(), control?.close()]);
  };
  return {
    url,
    user,
    password,
    seed,
    ...(control && { controlUrl: control.url }),
    fingerprint256,
    get renewedFingerprint256() {
      return replacement.renewedFingerprint256;
    },
    certificatePem,
    device,
    useScenario,
    useCertificate: listener.useCertificate,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function startControl(
  assembled: AssembledDevice,
  { control = false, onError = console.error }: StartDeviceOptions,
): Promise<ControlListener | undefined> {
  if (control === false) return undefined;
  const { port = 0 } = control === true ? {} : control;
  // Loaded on demand: it takes as long to load as all the rest.
  const { serveControl } = await import("./control/serve-control.ts");
  return serveControl(assembled, port, onError);
}
