"""https://cloudpathlib.drivendata.org/stable/"""

from cloudpathlib.s3 import AnyPath, CloudPath, S3Client, S3Path
