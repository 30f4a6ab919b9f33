import boto3


def handler(event, context):
    boto3.client("polly").synthesize_speech(Text="x", OutputFormat="mp3", VoiceId="Amy")  # needs: polly:SynthesizeSpeech @ *
