<?php
// Adapter protocol 1 for adapters in PHP: a JSON object a line in, a JSON object a line out, until the input ends.
//
// An adapter calls serve with a description of its library and the functions that call it. A request is the message as an
// array; what the capabilities don't declare of a policy is answered here and never reaches the library.
declare(strict_types=1);

namespace Protocol;

/** Thrown for what the library can't do: new Unsupported('key:none'). */
final class Unsupported extends \Exception {}

/** Thrown where the library rejects otherwise than by an exception of its own; the reason is a reason code, or ''. */
final class Rejected extends \Exception
{
    public function __construct(public readonly string $reason, string $detail)
    {
        parent::__construct($detail);
    }
}

function octets(string $text): string
{
    return base64_decode(strtr($text, '-_', '+/'));
}

function base64url(string $octets): string
{
    return rtrim(strtr(base64_encode($octets), '+/', '-_'), '=');
}

/** The octets of an accepted compact token's payload, for a library that returns parsed claims. */
function compactPayload(string $token): string
{
    return octets(explode('.', $token)[1]);
}

/** The algorithms that the policy pins; null: what the library does when its user doesn't pin. */
function algorithms(array $request): ?array
{
    $algorithms = $request['policy']['algorithms'];
    return is_array($algorithms) ? $algorithms : null;
}

/**
 * The key for a library that takes secrets and PEM but no JWK. Such a library can't be told what a JWK is for, so a JWK with
 * `use`, `key_ops` or `alg` is unsupported.
 */
function material(array $request): string
{
    if (isset($request['keyText'])) return $request['keyText'];
    if (isset($request['keyOctets'])) return octets($request['keyOctets']);
    $key = $request['key'] ?? throw new Unsupported('key:none');
    if (array_intersect(['use', 'key_ops', 'alg'], array_keys($key))) throw new Unsupported('key:jwk-purpose');
    if (isset($request['pem'])) return $request['pem'];
    if (($key['kty'] ?? null) !== 'oct') throw new Unsupported('key:jwk-without-pem');
    $secret = $key['k'] ?? null;
    if (!is_string($secret) || !preg_match('/\A[\w-]*\z/', $secret)) throw new Unsupported('key:malformed-jwk');
    return octets($secret);
}

/**
 * Answers messages until the input ends.
 *
 * @param array $implementation name, version, homepage
 * @param array $capabilities what the library can do, as adapter-reply.schema.json has it
 * @param callable $verifier from a request to a function from a token to the octets of its payload; the key is prepared
 *   once, here, and kept for a sequence
 * @param callable|null $sign from a request to a token
 * @param callable $reason from an exception to the reason code of the rejection that it is, or '' for one without; null:
 *   it isn't the library's way to reject
 */
function serve(array $implementation, array $capabilities, callable $verifier, ?callable $sign, callable $reason): void
{
    $kept = [];
    $verifierOf = function (array $request) use (&$kept, $verifier): callable {
        unset($request['id'], $request['token'], $request['tokenOctets']);
        if (!isset($request['sequence'])) return $verifier($request);
        $asked = serialize($request);
        $kept[$asked] ??= $verifier($request);
        if (count($kept) > 100) array_shift($kept);
        return $kept[$asked];
    };
    $operations = [
        'verify' => function (array $request) use ($verifierOf): array {
            $token = $request['token'] ?? octets($request['tokenOctets']);
            return ['outcome' => 'accept', 'payload' => base64url($verifierOf($request)($token))];
        },
        'bench' => function (array $request) use ($verifier): array {
            $verify = $verifier($request);
            $tokens = $request['tokens'];
            foreach ($tokens as $token) $verify($token); // nothing is timed that isn't accepted
            $start = hrtime(true);
            for ($i = 0; $i < $request['iterations']; $i++) $verify($tokens[$i % count($tokens)]);
            $elapsed = hrtime(true) - $start;
            return ['outcome' => 'ok', 'iterations' => $request['iterations'], 'elapsedNanoseconds' => $elapsed];
        },
    ];
    if ($sign) $operations['sign'] = fn(array $request): array => ['outcome' => 'ok', 'token' => $sign($request)];
    $hello = [
        'protocol' => 1,
        'implementation' => $implementation + ['language' => 'PHP', 'runtime' => 'PHP ' . PHP_VERSION],
        'capabilities' => $capabilities + ['operations' => array_keys($operations), 'sequences' => true],
    ];
    $reply = function (array $request) use ($operations, $hello, $capabilities, $reason): array {
        if ($request['op'] === 'hello') return $hello;
        $operation = $operations[$request['op']] ?? null;
        if (!$operation) return ['outcome' => 'unsupported', 'feature' => "operation:{$request['op']}"];
        // By the system's clock, the tokens are made for it.
        $foreign = array_diff(array_keys($request['policy'] ?? []), $capabilities['policy'], ['now']);
        if ($foreign) return ['outcome' => 'unsupported', 'feature' => 'policy:' . reset($foreign)];
        try {
            return $operation($request);
        } catch (Unsupported $error) {
            return ['outcome' => 'unsupported', 'feature' => $error->getMessage()];
        } catch (\Throwable $error) {
            $why = $error instanceof Rejected ? $error->reason : $reason($error);
            $answer = ['outcome' => $why === null ? 'error' : 'reject', 'detail' => $error::class . ": {$error->getMessage()}"];
            return $why ? $answer + ['reason' => $why] : $answer;
        }
    };
    while (($line = fgets(STDIN)) !== false) {
        $request = json_decode($line, true, 1 << 20, JSON_THROW_ON_ERROR);
        $answer = ['id' => $request['id']] + $reply($request);
        fwrite(STDOUT, json_encode($answer, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
    }
}
