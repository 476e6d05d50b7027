<?php
// firebase/php-jwt behind adapter protocol 1.
declare(strict_types=1);

use Firebase\JWT\BeforeValidException;
use Firebase\JWT\ExpiredException;
use Firebase\JWT\JWK;
use Firebase\JWT\JWT;
use Firebase\JWT\Key;
use Firebase\JWT\SignatureInvalidException;

use function Protocol\algorithms;
use function Protocol\compactPayload;
use function Protocol\material;

require __DIR__ . '/../common/php/protocol.php';
require getenv('JWT_ASSAY_VENDOR') . '/autoload.php';
// What PHP only warns of, the library's user sees as an exception in every framework.
set_error_handler(
    fn(int $level, string $message) => throw new ErrorException($message, 0, $level),
    E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED,
);

/** A Key with its one algorithm, which is the pin; or those of a set, by kid. */
function keys(array $request): Key|array
{
    $names = algorithms($request) ?? throw new Protocol\Unsupported('policy:unpinned');
    if (count($names) > 1) throw new Protocol\Unsupported('policy:several-algorithms');
    if (isset($request['key']['keys'])) return JWK::parseKeySet($request['key'], $names[0]);
    if (($request['key']['kty'] ?? null) === 'OKP') {
        return JWK::parseKey($request['key'], $names[0]) ?? throw new Protocol\Rejected('key-malformed', 'parseKey: null');
    }
    return new Key(material($request), $names[0]);
}

function verifier(array $request): callable
{
    $policy = $request['policy'];
    $keys = keys($request);
    return function (string $token) use ($policy, $keys): string {
        JWT::$timestamp = $policy['now'] ?? null;
        JWT::$leeway = $policy['leeway'] ?? 0;
        JWT::decode($token, $keys);
        return compactPayload($token);
    };
}

function reason(Throwable $error): ?string
{
    return match (true) {
        $error instanceof SignatureInvalidException => 'signature',
        $error instanceof ExpiredException => 'expired',
        $error instanceof BeforeValidException => 'not-yet-valid',
        // The other classes that its README lists for what it rejects.
        $error instanceof UnexpectedValueException, $error instanceof DomainException,
        $error instanceof InvalidArgumentException => '',
        default => null,
    };
}

Protocol\serve(
    implementation: [
        'name' => 'firebase/php-jwt', 'version' => getenv('JWT_ASSAY_VERSION'), 'homepage' => 'https://github.com/googleapis/php-jwt',
    ],
    capabilities: [
        'algorithms' => ['HS256', 'HS384', 'HS512', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES256K', 'EdDSA'],
        'serializations' => ['compact'], 'contents' => ['claims'], 'keys' => ['jwk', 'jwks', 'pem', 'text'],
        'clock' => 'injected', 'policy' => ['algorithms', 'now', 'leeway'],
    ],
    verifier: verifier(...),
    sign: null,
    reason: reason(...),
);
