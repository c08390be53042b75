#!/usr/bin/env python3
"""Turns a SAM template into plain CloudFormation without AWS, as the SAM transform would on deployment.

usage: sam_transform.py TEMPLATE.yaml OUT.json [REGION]

The jars need not be uploaded: local CodeUri are replaced by an address in S3. Policies of functions must name managed
policies by ARN, since no IAM is asked for their names.
"""
import json
import os
import sys

import boto3
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """Stands in for the loader that would ask IAM."""

    @staticmethod
    def load():
        return {}


def main(source, target, region="eu-west-3"):
    os.environ["AWS_DEFAULT_REGION"] = region
    boto3.setup_default_session(region_name=region)
    with open(source, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    defaults = {name: p.get("Default", "") for name, p in template.get("Parameters", {}).items()}
    plain = transform(template, defaults, NoManagedPolicies())
    with open(target, "w", encoding="utf-8") as file:
        json.dump(plain, file, indent=1)
    print(f"{target}: {len(plain['Resources'])} resources")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
